package sdc

import (
	"fmt"
	"slices"
)

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

// attackers are the views that a cell must withstand. Everybody who is alone in a hidden cell tells
// it, except those who are alone in this very cell or in one that contains it; of those who are
// alone inside it, one at a time, since all of them together may be all there is.
func (w *work) attackers(c int) []*view {
	if w.against[c] != nil {
		return w.against[c]
	}
	over := w.upwards(c)
	var silent, inside []int
	for _, i := range w.insiders {
		if over[i] {
			silent = append(silent, i)
		} else if w.upwards(i)[c] {
			inside = append(inside, i)
		}
	}
	var out []*view
	for _, one := range append(inside, -1) {
		if one < 0 && len(inside) > 0 {
			break
		}
		quiet := slices.Clone(silent)
		for _, i := range inside {
			if i != one {
				quiet = append(quiet, i)
			}
		}
		slices.Sort(quiet)
		key := fmt.Sprint(quiet)
		if w.views[key] == nil {
			w.views[key] = w.viewOf(w.free(quiet))
		}
		out = append(out, w.views[key])
	}
	w.against[c] = out
	return out
}

// upwards is the cell and all that contain it.
func (w *work) upwards(c int) map[int]bool {
	if w.over[c] != nil {
		return w.over[c]
	}
	over := map[int]bool{c: true}
	for list := []int{c}; len(list) > 0; list = list[1:] {
		for _, u := range w.above[list[0]] {
			if !over[u] {
				over[u] = true
				list = append(list, u)
			}
		}
	}
	w.over[c] = over
	return over
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
		w.views, w.against = map[string]*view{}, map[int][]*view{}
		return
	}
	for _, v := range w.views {
		v.free[c] = true
		v.forget()
	}
}
