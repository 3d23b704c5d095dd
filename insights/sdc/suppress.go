package sdc

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// Suppress decides which cells of a system may be published, and proves it. The system carries true
// values; hidden ones are used to find examples and never leave. Cells are taken by their order of
// desire: a cell is published unless a sensitive one would follow from it. Then the publication is
// attacked (linear algebra, bounds, linear programmes, with the insiders' knowledge) and repaired,
// and a table that still cannot be proved safe is withheld. An error is a malformed system or an
// ended context, never an unsafe one: look at Audit.Tables and Audit.Unproved.
func Suppress(ctx context.Context, s System, o Options) (Result, error) {
	if o.K < 1 || o.P < 0 {
		return Result{}, fmt.Errorf("sdc: K must be 1 or more")
	}
	if err := s.check(true); err != nil {
		return Result{}, err
	}
	w := newWork(s, o)
	w.publish()
	if err := w.repair(ctx); err != nil {
		return Result{}, err
	}
	w.restore()
	return w.result(), nil
}

// restore shows again what was hidden for others' sake and follows from what is shown, so that hiding it protected nothing.
func (w *work) restore() {
	var hidden []int
	for c, d := range w.decided {
		if d.Status == Secondary && d.Reason != "hidden" {
			hidden = append(hidden, c)
		}
	}
	for _, c := range exact(&w.sys, w.known(), hidden) {
		w.decided[c] = Decision{Status: Published}
	}
	box := w.bounds(w.viewWith(nil))
	for _, c := range hidden {
		if box[c].From == box[c].To {
			w.decided[c] = Decision{Status: Published}
		}
	}
}

// work is one run of Suppress.
type work struct {
	proof
	sys       System
	k, rounds int
	told      bool
	quick     bool
	left      []int // sensitive cells that failed when nothing was left to hide
	decided   []Decision
	sensitive []int // in order
	insiders  []int // hidden cells that their only contributor knows
	above     [][]int
	over      map[int]map[int]bool
	views     map[string]*view // by the cells that insiders tell
	people    [][]int
	audit     Audit
}

func newWork(s System, o Options) *work {
	w := &work{sys: s, k: o.K, told: o.Told, quick: o.Quick, rounds: cmp.Or(o.Rounds, 20), decided: make([]Decision, len(s.Cells)), views: map[string]*view{}, over: map[int]map[int]bool{}}
	w.lines, w.pivots = linesOf(&s), cmp.Or(o.Pivots, 4000)
	w.need, w.shelf = make([]int64, len(s.Cells)), map[int][]map[int]int64{}
	for i, c := range s.Cells {
		w.point = append(w.point, int64(c.Value))
		reason := c.Primary
		if c.Value < o.K {
			reason = cmp.Or(reason, "few")
		}
		switch {
		case c.Structural:
			w.decided[i].Status = Structural
		case c.Given:
			w.decided[i].Status = Published
		case reason != "":
			w.decided[i] = Decision{Primary, reason}
			share := (2*o.P*c.Value + 99) / 100
			if c.Plain {
				share = 0
			}
			w.need[i] = int64(max(o.K, c.Width, share))
		case c.Hidden && !c.Unprinted:
			w.decided[i] = Decision{Secondary, "hidden"}
			w.need[i] = 1
		case c.Unprinted || c.Lost:
			w.decided[i].Status = Unprinted
		}
		switch {
		case c.Lost:
			w.need[i] = 0
		case c.Slight:
			w.need[i] = min(w.need[i], 1)
		}
		if w.need[i] > 0 {
			w.sensitive = append(w.sensitive, i)
		}
	}
	w.above = containers(&s)
	return w
}

// publish gives every cell that is open its first status.
func (w *work) publish() {
	known := w.known()
	var open []int
	for i, d := range w.decided {
		if d.Status == "" {
			open = append(open, i)
		}
	}
	cells := w.sys.Cells
	slices.SortFunc(open, func(a, b int) int {
		return cmp.Or(cmp.Compare(cells[b].Want, cells[a].Want), cmp.Compare(cells[a].Name, cells[b].Name))
	})
	g := spanned(&w.sys, known, w.sensitive)
	for _, c := range open {
		v := g.reduce([]entry{{c, 1}})
		if len(v) > 0 && g.betrays(v) {
			w.decided[c] = Decision{Secondary, "linear"}
			continue
		}
		g.learn(v)
		w.decided[c].Status = Published
	}
	for c, shown := range w.known() {
		if !shown && w.lonely(c) {
			w.insiders = append(w.insiders, c)
		}
	}
}

// lonely says that one contributor knows the cell even when it is hidden.
func (w *work) lonely(c int) bool { return w.point[c] == 1 || w.sys.Cells[c].Alone }

// known are the cells whose value everybody sees.
func (w *work) known() []bool {
	out := make([]bool, len(w.decided))
	for i, d := range w.decided {
		out[i] = d.Status == Published || d.Status == Structural
	}
	return out
}

// removable says that a cell is shown now and need not be.
func (w *work) removable(c int) bool {
	return w.decided[c].Status == Published && !w.sys.Cells[c].Given
}

func (w *work) result() Result {
	a, unproved := &w.audit, []int(nil)
	a.Cells, a.Narrowest, a.Insiders = len(w.decided), -1, len(w.insiders)
	for c, d := range w.decided {
		switch d.Status {
		case Published:
			a.Published++
		case Primary:
			a.Primary++
		case Secondary:
			a.Secondary++
		case Withheld:
			a.Withheld++
		}
		if w.need[c] == 0 {
			continue
		}
		width, proven := w.width(c)
		if !proven {
			unproved = append(unproved, c)
		} else if w.need[c] >= int64(w.k) && (a.Narrowest < 0 || width < a.Narrowest) {
			a.Narrowest = width
		}
	}
	unproved = append(unproved, w.left...)
	slices.Sort(unproved)
	unproved = slices.Compact(unproved)
	a.Unproved = len(unproved)
	a.Exact, a.Programmes = len(exact(&w.sys, w.known(), w.sensitive)), w.full
	slices.Sort(a.Tables)
	return Result{w.decided, unproved, *a}
}

// width is the narrowest proven interval of a cell over its attackers.
func (w *work) width(c int) (narrowest int, proven bool) {
	views := []*view{w.together(c)}
	if !w.proven(views[0], c) {
		views = w.alone(c)
	}
	narrowest = int(endless)
	for _, v := range views {
		if !w.proven(v, c) {
			return 0, false
		}
		narrowest = min(narrowest, int(v.seen[c].To-v.seen[c].From))
	}
	return narrowest, true
}
