package sdc

import "fmt"

// containers finds, for each cell, the cells that hold everything it holds: the total of a sum it
// is part of, and the larger side of an inequality. The contributor who is alone in a container
// knows what is inside it already; that betrays nobody else.
func containers(s *System) [][]int {
	up := make([][]int, len(s.Cells))
	join := func(r Row, equal bool) {
		for _, way := range []int{1, -1} {
			whole, n := -1, 0
			for _, t := range r {
				if t.Times*way < 0 {
					whole, n = t.Cell, n+1
				}
			}
			// parts ≤ whole follows from parts − whole = 0, and from parts − whole ≤ 0 only
			if n != 1 || !equal && way < 0 {
				continue
			}
			for _, t := range r {
				if t.Cell != whole {
					up[t.Cell] = append(up[t.Cell], whole)
				}
			}
		}
	}
	for _, r := range s.Equal {
		join(r, true)
	}
	for _, r := range s.AtMost {
		join(r, false)
	}
	return up
}

// viewFor is the view of the strongest insiders against a cell: everybody who is alone in a hidden
// cell tells it, except those who are alone in this very cell or in one that contains it.
func (w *work) viewFor(c int) *view {
	over := map[int]bool{c: true}
	for list := []int{c}; len(list) > 0; list = list[1:] {
		for _, u := range w.above[list[0]] {
			if !over[u] {
				over[u] = true
				list = append(list, u)
			}
		}
	}
	var silent []int
	for _, i := range w.insiders {
		if over[i] {
			silent = append(silent, i)
		}
	}
	key := fmt.Sprint(silent)
	if v := w.views[key]; v != nil {
		return v
	}
	v := w.viewOf(w.free(silent))
	w.views[key] = v
	return v
}

// free are the cells that neither everybody nor an insider knows; silent insiders tell nothing.
func (w *work) free(silent []int) []bool {
	out := w.known()
	for _, i := range w.insiders {
		out[i] = true
	}
	for _, i := range silent {
		out[i] = false
	}
	for i := range out {
		out[i] = !out[i]
	}
	return out
}

// hide takes a cell out of the publication, for every view.
func (w *work) hide(c int, d Decision) {
	shown := w.decided[c].Status == Published
	w.decided[c] = d
	if !shown {
		return
	}
	if w.lonely(c) {
		w.insiders = append(w.insiders, c)
		w.views = map[string]*view{} // the keys name the insiders
		return
	}
	for _, v := range w.views {
		v.free[c] = true
		v.forget()
	}
}
