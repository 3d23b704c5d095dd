package sdc

import (
	"context"
	"slices"
)

// Told is the system for a reader who sees why each cell is hidden: the few are below k, and what is
// hidden for their sake is k or more. Attack it with K 1: nobody is owed an interval of k any more,
// but no cell may be left with one value.
func (s *System) Told(k int, few, secondary []int) System {
	out := System{Cells: slices.Clone(s.Cells), Equal: s.Equal, AtMost: slices.Clone(s.AtMost)}
	under := out.Add(Cell{Name: "told: fewer than k", Value: k - 1, Given: true})
	over := out.Add(Cell{Name: "told: k or more", Value: k, Given: true})
	for _, c := range few {
		out.LessOrEqual(c, under)
	}
	for _, c := range secondary {
		out.LessOrEqual(over, c)
	}
	return out
}

// attackTold returns the sensitive cells of which a reader of the statuses is not proven to be left
// with two values or more. He is an outsider. An insider who reads them is not tried.
func (w *work) attackTold(ctx context.Context) []failure {
	var few, secondary []int
	for c, d := range w.decided {
		switch {
		case d.Status == Primary && d.Reason == "few":
			few = append(few, c)
		case d.Status == Secondary && w.sys.Cells[c].Value >= w.k:
			secondary = append(secondary, c)
		}
	}
	sys := w.sys.Told(w.k, few, secondary)
	p := &proof{lines: linesOf(&sys), pivots: w.pivots, shelf: map[int][]map[int]int64{}}
	free := make([]bool, len(sys.Cells))
	for c, cell := range sys.Cells {
		p.point = append(p.point, int64(cell.Value))
		p.need = append(p.need, 0)
		if c < len(w.decided) {
			free[c] = w.decided[c].Status != Published && w.decided[c].Status != Structural
			p.need[c] = min(w.need[c], 1)
		}
	}
	v, boxes := p.viewOf(free), map[*view][]interval{}
	var out []failure
	for _, c := range w.sensitive {
		if f := p.try(ctx, v, c, boxes); f != nil {
			out = append(out, *f)
		}
	}
	w.full += p.full
	return out
}
