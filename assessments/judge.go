package assessments

import (
	"context"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/pg"
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
	c                         *rules.Case
	j                         *rules.Judgement
	used                      time.Time
}

// Bounds of the judgements kept in memory on one node: how many, and of how many list rows.
const (
	maxCached     = 512
	maxCachedRows = 60_000
)

func (c *cached) rows() int { return len(c.c.Suppliers) + len(c.c.Employees) }

// Standing is a check as it stands: answers, judgement, and what to ask next.
type Standing struct {
	Check     *Check
	Case      *rules.Case
	Judgement *rules.Judgement
	Asks      []rules.Ask
}

// Standing judges a check as it stands today.
func (r *Room) Standing(ctx context.Context, scope accounts.Scope, id CheckID) (*Standing, error) {
	s := &Standing{}
	key := cacheKey{scope.Company(), id}
	var suppliers, employees int64
	err := r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx pg.Tx) (err error) {
		if s.Check, err = r.load(ctx, tx, scope, id, false); err != nil {
			return err
		}
		if suppliers, employees, err = r.versions(ctx, tx, scope); err != nil {
			return err
		}
		s.Case = r.caseOf(s.Check)
		old := r.recall(key)
		return r.lists(ctx, tx, scope, s.Case, old, suppliers, employees)
	})
	if err != nil {
		return nil, err
	}
	now := &cached{rev: s.Check.Rev, suppliers: suppliers, employees: employees, day: s.Case.AsOf, context: s.Case.Context.Revision, c: s.Case}
	if s.Judgement, err = r.judge(ctx, key, s.Check, now); err != nil {
		return nil, err
	}
	s.Asks, err = r.engine.Asks(ctx, s.Judgement)
	return s, err
}

// lists fills in the lists, from the last judgement where they have not changed.
func (r *Room) lists(ctx context.Context, tx pg.Tx, scope accounts.Scope, c *rules.Case, old *cached, suppliers, employees int64) error {
	for _, l := range []struct {
		name    string
		version int64
		same    bool
		into    *[]rules.Row
		from    func() []rules.Row
	}{
		{ListSuppliers, suppliers, old != nil && old.suppliers == suppliers, &c.Suppliers, func() []rules.Row { return old.c.Suppliers }},
		{ListEmployees, employees, old != nil && old.employees == employees, &c.Employees, func() []rules.Row { return old.c.Employees }},
	} {
		switch {
		case l.version == 0:
		case l.same:
			*l.into = l.from()
		default:
			list, err := r.loadList(ctx, tx, scope, l.name)
			if err != nil {
				return err
			}
			*l.into = make([]rules.Row, 0, len(list.Rows))
			for _, row := range list.Rows {
				*l.into = append(*l.into, row.Cells)
			}
		}
	}
	return nil
}

// judge judges a check, or only the readers of what has changed since the last time.
func (r *Room) judge(ctx context.Context, key cacheKey, c *Check, now *cached) (*rules.Judgement, error) {
	o := rules.Options{Areas: c.Areas, Sheet: c.Sheet}
	old := r.recall(key)
	if old != nil && old.day.Equal(now.day) && old.context == now.context {
		if old.rev == now.rev && old.suppliers == now.suppliers && old.employees == now.employees {
			return old.j, nil
		}
		o.Before, o.Changed = old.j, changed(old, now)
	}
	j, err := r.engine.Judge(ctx, now.c, o)
	if err != nil {
		return nil, err
	}
	now.j = j
	r.keep(key, now)
	return j, nil
}

// changed lists the keys in which two states of a check differ.
func changed(old, now *cached) []string {
	var out []string
	out = append(out, rowChanges(rules.ScopeCompany, old.c.Company, now.c.Company)...)
	if !samePresences(old.c.Presences, now.c.Presences) {
		out = append(out, "presences")
	}
	if old.suppliers != now.suppliers {
		out = append(out, ListSuppliers)
	}
	if old.employees != now.employees {
		out = append(out, ListEmployees)
	}
	return out
}

func rowChanges(scope rules.Scope, a, b rules.Row) []string {
	var out []string
	for key, v := range a {
		if w, ok := b[key]; !ok || !sameCells(rules.Row{"v": v}, rules.Row{"v": w}) {
			out = append(out, string(scope)+"."+key)
		}
	}
	for key := range b {
		if _, ok := a[key]; !ok {
			out = append(out, string(scope)+"."+key)
		}
	}
	return out
}

func samePresences(a, b []rules.Row) bool {
	if len(a) != len(b) || (a == nil) != (b == nil) {
		return false
	}
	for i := range a {
		if !sameCells(a[i], b[i]) {
			return false
		}
	}
	return true
}

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

// caseOf makes the case out of a check's answers; the lists come after.
func (r *Room) caseOf(c *Check) *rules.Case {
	out := &rules.Case{AsOf: r.today(), Context: r.context(), Company: rules.Row{}, Asked: true}
	rows := map[string]rules.Row{}
	for _, p := range c.Presences {
		row := rules.Row{"ref": p.Ref, "country": p.Country}
		rows[p.Ref] = row
		out.Presences = append(out.Presences, row)
	}
	if c.NoPresence {
		out.Presences = []rules.Row{}
	}
	for place, a := range c.Answers {
		row := out.Company
		if place.Scope == rules.ScopePresence {
			row = rows[place.Subject]
		}
		if row == nil || place.Key == "country" || place.Key == "none" {
			continue
		}
		switch a.Said {
		case SaidValue:
			row[place.Key] = a.Value
		case SaidNA:
			row[place.Key] = "na"
		}
	}
	r.openNone(rules.ScopeCompany, out.Company)
	for _, row := range out.Presences {
		r.openNone(rules.ScopePresence, row)
	}
	return out
}

// openNone keeps questions open whose silence would mean "none": here a person answers one by
// one, and what was not answered yet is not known. "None" said in words leaves the key out.
func (r *Room) openNone(scope rules.Scope, row rules.Row) {
	for _, q := range r.engine.Questions(scope) {
		v, answered := row[q.Name]
		switch {
		case !q.MeansNone():
		case !answered:
			row[q.Name] = rules.DontKnow
		case v == nil && !q.Nullable:
			delete(row, q.Name)
		}
	}
}
