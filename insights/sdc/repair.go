package sdc

import (
	"context"
	"slices"
)

// failure is a sensitive cell that is not safe in the present publication, why, and what its
// attacker knows of every cell.
type failure struct {
	cell int
	why  string
	box  []interval
}

// repair attacks and hides until every sensitive cell is proven, or all that can be withheld is.
func (w *work) repair(ctx context.Context) error {
	for round := 0; ; round++ {
		failing := w.attack(ctx)
		if len(failing) == 0 && w.told && ctx.Err() == nil {
			failing = w.attackTold(ctx)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if len(failing) == 0 {
			return nil
		}
		w.audit.Rounds = round + 1
		hidden := 0
		if round < w.rounds {
			hidden = w.hideNear(failing)
		}
		if hidden == 0 && !w.withhold(failing) {
			for _, f := range failing {
				w.left = append(w.left, f.cell)
			}
			return nil // nothing is left to hide: what is still told, the rows tell by themselves
		}
	}
}

// attack returns the sensitive cells that are not proven, in order.
func (w *work) attack(ctx context.Context) []failure {
	var out []failure
	boxes := map[*view][]interval{}
	for _, c := range w.sensitive {
		if v := w.together(c); w.proven(v, c) || w.nearby(ctx, v, c) {
			continue
		}
		if w.quick {
			out = append(out, failure{c, "not proved", w.bounds(w.together(c))})
			continue
		}
		for _, v := range w.alone(c) {
			if f := w.try(ctx, v, c, boxes); f != nil {
				out = append(out, *f)
				break
			}
		}
		if ctx.Err() != nil {
			return nil
		}
	}
	return out
}

// try attacks one cell in one view; nil when the cell is proven.
func (p *proof) try(ctx context.Context, v *view, c int, boxes map[*view][]interval) *failure {
	if p.recall(v, c) {
		return nil
	}
	box := boxes[v]
	if box == nil {
		box = p.bounds(v)
		boxes[v] = box
	}
	if width := box[c].To - box[c].From; width < p.need[c] {
		return &failure{c, reason(width), box}
	}
	if p.nearby(ctx, v, c) || ctx.Err() != nil {
		return nil
	}
	outer, finished := p.verdict(ctx, v, c)
	switch {
	case p.proven(v, c):
		return nil
	case finished && outer.To-outer.From < p.need[c]:
		return &failure{c, reason(outer.To - outer.From), box}
	}
	return &failure{c, "not proved", box}
}

func reason(width int64) string {
	if width <= 0 {
		return "exact"
	}
	return "narrow"
}

// bounds is what the attacker of a view finds by propagation.
func (p *proof) bounds(v *view) []interval {
	box := make([]interval, len(v.free))
	for c, free := range v.free {
		box[c] = interval{p.point[c], p.point[c]}
		if free {
			box[c] = interval{0, endless}
		}
	}
	p.propagate(box)
	return box
}

// hideNear hides for each failing cell the least wanted cell of the rows that hold it tight, or of
// the rows around. It returns how many it hid.
func (w *work) hideNear(failing []failure) int {
	hidden := 0
	gone := map[int]bool{} // rows that lost a cell in this round
	for _, f := range failing {
		if slices.ContainsFunc(w.of[f.cell], func(r int) bool { return gone[r] }) {
			continue
		}
		c := w.cheapest(w.tight(f))
		for ring := []int{f.cell}; c < 0 && len(ring) > 0; {
			ring, c = w.outward(ring)
		}
		if c < 0 {
			continue
		}
		w.hide(c, Decision{Secondary, "interval"})
		hidden++
		for _, r := range w.of[c] {
			gone[r] = true
		}
	}
	w.audit.Repaired += hidden
	return hidden
}

// tight are the rows from which the bounds of a failing cell come.
func (w *work) tight(f failure) []int {
	var out []int
	for _, r := range w.of[f.cell] {
		b := w.implied(r, f.cell, f.box)
		if b.To <= f.box[f.cell].To && b.To < endless || b.From >= f.box[f.cell].From && b.From > 0 {
			out = append(out, r)
		}
	}
	return out
}

// outward looks for the cheapest cell in the rows of a ring of cells; where there is none, it
// returns the next ring: all hidden cells in those rows, and the ring itself.
func (w *work) outward(ring []int) (next []int, cell int) {
	rows := w.touching(ring)
	if c := w.cheapest(rows); c >= 0 {
		return nil, c
	}
	for _, r := range rows {
		for _, t := range w.rows[r] {
			if d := w.decided[t.Cell].Status; d != Published && d != Structural {
				next = append(next, t.Cell)
			}
		}
	}
	slices.Sort(next)
	if next = slices.Compact(next); len(next) <= len(ring) {
		return nil, -1
	}
	return next, -1
}

// cheapest is the least wanted cell of the rows that may be hidden, or −1.
func (w *work) cheapest(rows []int) int {
	best := -1
	cells := w.sys.Cells
	for _, r := range rows {
		for _, t := range w.rows[r] {
			if c := t.Cell; w.removable(c) && (best < 0 || cells[c].Want < cells[best].Want || cells[c].Want == cells[best].Want && cells[c].Name > cells[best].Name) {
				best = c
			}
		}
	}
	return best
}

// withhold takes back the tables of the failing cells; when those are out already, the tables of
// the nearest cells that are still shown. False when none is left that could matter.
func (w *work) withhold(failing []failure) bool {
	var own, near []int
	why := map[string]string{}
	for _, f := range failing {
		own = append(own, f.cell)
		if name := w.sys.Cells[f.cell].Table; why[name] == "" {
			why[name] = f.why
		}
		for ring, c := []int{f.cell}, -1; len(ring) > 0; {
			if ring, c = w.outward(ring); c >= 0 {
				near = append(near, c)
			}
		}
	}
	return w.takeBack(own, why) || w.takeBack(near, why)
}

func (w *work) takeBack(cells []int, why map[string]string) bool {
	tables := map[string]bool{}
	for _, c := range cells {
		tables[w.sys.Cells[c].Table] = true
	}
	took := false
	for c, cell := range w.sys.Cells {
		if !tables[cell.Table] || cell.Structural || cell.Given || w.decided[c].Status == Withheld || w.decided[c].Status == Unprinted {
			continue
		}
		took = took || w.removable(c)
		reason := why[cell.Table]
		if reason == "" {
			reason = "not proved"
		}
		if w.hide(c, Decision{Withheld, reason}); !slices.Contains(w.audit.Tables, cell.Table) {
			w.audit.Tables = append(w.audit.Tables, cell.Table)
		}
	}
	return took
}
