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

// together is the view of everybody who is alone in a hidden cell, against a cell: they pool what they know, except those who are alone in this
// very cell or in one that contains it. What holds against them holds against each; where it does not, each is tried alone.
func (w *work) together(c int) *view {
	var known []int
	for _, cells := range w.persons() {
		if !w.theirs(cells, c) {
			known = append(known, cells...)
		}
	}
	slices.Sort(known)
	return w.viewWith(known)
}

// alone are the views of each insider by himself, against a cell; of the outsider where there is none.
func (w *work) alone(c int) []*view {
	var out []*view
	for _, cells := range w.persons() {
		if !w.theirs(cells, c) {
			out = append(out, w.viewWith(cells))
		}
	}
	if len(out) == 0 {
		out = append(out, w.viewWith(nil))
	}
	return out
}

// theirs tells whether a person is alone in a cell, or in one that contains it: nobody else is in it, so that whatever they know elsewhere tells
// them of themselves only.
func (w *work) theirs(cells []int, c int) bool {
	return slices.ContainsFunc(cells, func(i int) bool { return w.upwards(c)[i] })
}

// persons are the insiders' cells by who is alone in them: a cell within another has the same one.
func (w *work) persons() [][]int {
	if w.people != nil {
		return w.people
	}
	of := map[int]int{} // insider cell → its person, named by the first cell met
	group := map[int][]int{}
	for _, i := range w.insiders {
		of[i], group[i] = i, []int{i}
	}
	for _, i := range w.insiders {
		for _, j := range w.insiders {
			a, b := of[i], of[j]
			if a != b && w.upwards(i)[j] {
				for _, c := range group[b] {
					of[c] = a
				}
				group[a], group[b] = append(group[a], group[b]...), nil
			}
		}
	}
	w.people = [][]int{}
	for _, i := range w.insiders {
		if cells := group[i]; len(cells) > 0 {
			slices.Sort(cells)
			w.people = append(w.people, cells)
		}
	}
	return w.people
}

// viewWith is the view of who knows these hidden cells.
func (w *work) viewWith(known []int) *view {
	key := fmt.Sprint(known)
	v := w.views[key]
	if v == nil {
		free := w.known()
		for _, c := range known {
			free[c] = true
		}
		for c := range free {
			free[c] = !free[c]
		}
		v = w.viewOf(free)
		w.views[key] = v
	}
	return v
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

// hide takes a cell out of the publication, for every view.
func (w *work) hide(c int, d Decision) {
	shown := w.decided[c].Status == Published
	w.decided[c] = d
	if !shown {
		return
	}
	if w.lonely(c) {
		w.insiders = append(w.insiders, c)
		slices.Sort(w.insiders)
		w.views, w.people = map[string]*view{}, nil
		return
	}
	for _, v := range w.views {
		v.free[c] = true
		v.forget()
	}
}
