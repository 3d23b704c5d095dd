package assessments

import (
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

type cacheKey struct {
	company station.CompanyID
	check   CheckID
}

// cached is the last judgement of a check, with what it was made of.
type cached struct {
	rev, suppliers, employees int64
	day                       time.Time
	context                   string
	engine                    *rules.Engine // by which it was judged
	c                         *rules.Case
	j                         *rules.Judgement
	asks                      []rules.Ask
	used                      time.Time
}

// Bounds of the judgements kept in memory on one node: how many, and of how many list rows.
const (
	maxCached     = 256
	maxCachedRows = 60_000
)

// sameAs tells whether it is a judgement of the same answers and lists on the same day.
func (c *cached) sameAs(w *cached) bool {
	return c.rev == w.rev && c.suppliers == w.suppliers && c.employees == w.employees && c.day.Equal(w.day) && c.context == w.context && c.engine == w.engine
}

func (c *cached) rows() int { return len(c.c.Suppliers) + len(c.c.Employees) }

func (r *Room) recall(key cacheKey) *cached {
	r.mu.Lock()
	defer r.mu.Unlock()
	old := r.recent[key]
	if old != nil {
		old.used = r.clock()
	}
	return old
}

func (r *Room) keep(key cacheKey, now *cached) {
	r.mu.Lock()
	defer r.mu.Unlock()
	now.used = r.clock()
	r.recent[key] = now
	for len(r.recent) > maxCached || (r.heldRows() > maxCachedRows && len(r.recent) > 1) {
		var oldest cacheKey
		var at time.Time
		for k, c := range r.recent {
			if k != key && (at.IsZero() || c.used.Before(at)) {
				oldest, at = k, c.used
			}
		}
		delete(r.recent, oldest)
	}
}

func (r *Room) heldRows() int {
	n := 0
	for _, c := range r.recent {
		n += c.rows()
	}
	return n
}
