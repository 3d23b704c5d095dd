package sdc

import (
	"fmt"
	"slices"
)

// limit keeps every sum of the exact arithmetic far from overflow.
const limit = 1 << 40

// Add puts a cell into the system and returns its index; a name that is already there keeps its
// cell and gives back the index of it.
func (s *System) Add(c Cell) int {
	if s.index == nil {
		s.index = map[string]int{}
		for i, c := range s.Cells {
			s.index[c.Name] = i
		}
	}
	if i, ok := s.index[c.Name]; ok {
		return i
	}
	s.Cells = append(s.Cells, c)
	s.index[c.Name] = len(s.Cells) - 1
	return len(s.Cells) - 1
}

// Sum says that total is the sum of its parts.
func (s *System) Sum(total int, parts ...int) {
	s.Equal = append(s.Equal, row([]int{total}, parts))
}

// LessOrEqual says that small is at most the sum of large (one cell or several).
func (s *System) LessOrEqual(small int, large ...int) {
	s.AtMost = append(s.AtMost, row([]int{small}, large))
}

func row(plus, minus []int) Row {
	var out Row
	for _, c := range plus {
		out = append(out, Term{c, 1})
	}
	for _, c := range minus {
		out = append(out, Term{c, -1})
	}
	return out
}

// Union is one system of several: a name that is in more than one is one variable, which must have
// one value. Marks add up (sensitive in one is sensitive), and the wider promise holds. Repeated
// rows are kept once.
func Union(systems ...System) (System, error) {
	var out System
	seen := map[string]bool{}
	for _, s := range systems {
		at := make([]int, len(s.Cells))
		for i, c := range s.Cells {
			at[i] = out.Add(c)
			have := &out.Cells[at[i]]
			if have.Value != c.Value || have.Structural != c.Structural {
				return System{}, fmt.Errorf("sdc: %s has two values", c.Name)
			}
			have.merge(c)
		}
		keep := func(rows []Row, kind string) []Row {
			var kept []Row
			for _, r := range rows {
				r = slices.Clone(r)
				for i := range r {
					r[i].Cell = at[r[i].Cell]
				}
				slices.SortFunc(r, func(a, b Term) int { return a.Cell - b.Cell })
				if key := kind + fmt.Sprint(r); !seen[key] {
					seen[key] = true
					kept = append(kept, r)
				}
			}
			return kept
		}
		out.Equal = append(out.Equal, keep(s.Equal, "=")...)
		out.AtMost = append(out.AtMost, keep(s.AtMost, "<")...)
	}
	return out, nil
}

func (c *Cell) merge(o Cell) {
	c.Given = c.Given || o.Given
	c.Alone = c.Alone || o.Alone
	c.Unprinted = c.Unprinted && o.Unprinted
	c.Plain = c.Plain && o.Plain
	c.Hidden, c.Lost, c.Slight = c.Hidden || o.Hidden, c.Lost || o.Lost, c.Slight || o.Slight
	c.Width = max(c.Width, o.Width)
	c.Want = max(c.Want, o.Want)
	if c.Primary == "" {
		c.Primary = o.Primary
	}
}

// Renewable says whether values that were shown before may be shown anew: each of them has changed
// by nothing or by at least k, so that no fewer than k groups can be told from the difference. was
// and now are the values of one key (count, at risk, clear) in the same order. Where it says no, the
// old value stays, and the new ones are sensitive ("held").
func Renewable(k int, was, now []int) bool {
	if len(was) != len(now) {
		return false
	}
	for i := range was {
		if d := max(was[i]-now[i], now[i]-was[i]); d != 0 && d < k {
			return false
		}
	}
	return true
}

// check finds what makes a system unusable. With true values, every row must hold.
func (s *System) check(valued bool) error {
	names := map[string]bool{}
	for _, c := range s.Cells {
		switch {
		case c.Name == "" || names[c.Name]:
			return fmt.Errorf("sdc: cell %q is not unique", c.Name)
		case c.Value < 0 || c.Value > limit:
			return fmt.Errorf("sdc: %s has a value out of range", c.Name)
		case c.Structural && c.Value != 0:
			return fmt.Errorf("sdc: %s is said to be zero by nature and is not", c.Name)
		}
		names[c.Name] = true
	}
	for kind, rows := range [][]Row{s.Equal, s.AtMost} {
		for i, r := range rows {
			sum, seen := 0, map[int]bool{}
			for _, t := range r {
				if t.Cell < 0 || t.Cell >= len(s.Cells) || t.Times == 0 || max(t.Times, -t.Times) > 1000 || seen[t.Cell] {
					return fmt.Errorf("sdc: row %d of kind %d is malformed", i, kind)
				}
				seen[t.Cell] = true
				sum += t.Times * s.Cells[t.Cell].Value
			}
			if valued && (sum > 0 || kind == 0 && sum != 0) {
				return fmt.Errorf("sdc: row %d of kind %d does not hold: %s …", i, kind, s.Cells[r[0].Cell].Name)
			}
		}
	}
	return nil
}

// lines are the rows of both kinds in one list, Equal first, with the rows of each cell.
type lines struct {
	rows  []Row
	equal int // rows[:equal] are equalities
	of    [][]int
}

func linesOf(s *System) lines {
	l := lines{rows: slices.Concat(s.Equal, s.AtMost), equal: len(s.Equal), of: make([][]int, len(s.Cells))}
	for i, r := range l.rows {
		for _, t := range r {
			l.of[t.Cell] = append(l.of[t.Cell], i)
		}
	}
	return l
}
