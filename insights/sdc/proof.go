package sdc

import (
	"context"
	"slices"
)

// proof gathers examples: whole tables that agree with all that is known. seen[c] is the range of
// values of a cell over the examples so far, and never claims more than was checked row by row.
type proof struct {
	lines
	point  []int64 // one table that agrees: the true one, or one that the attacker found
	need   []int64 // the width that a sensitive cell is owed; 0 of all others
	pivots int
	shelf  map[int][]map[int]int64 // of a sensitive cell, examples that moved it: where they differ from the point
	full   int                     // programmes over a whole component
}

// view is what one attacker does not know, and the examples that hold against him.
type view struct {
	free  []bool
	seen  []interval
	whole map[int]*tableau // programmes over a whole component, by its first cell
}

func (p *proof) viewOf(free []bool) *view {
	v := &view{free: free, seen: make([]interval, len(free))}
	for c, x := range p.point {
		v.seen[c] = interval{x, x}
	}
	v.forget()
	return v
}

// forget drops the programmes: more cells are free than when they were written.
func (v *view) forget() { v.whole = map[int]*tableau{} }

func (p *proof) proven(v *view, c int) bool { return v.seen[c].To-v.seen[c].From >= p.need[c] }

// recall takes the examples of a cell that were found for other views and hold in this one too: they
// leave alone what this attacker knows. True when c is proven.
func (p *proof) recall(v *view, c int) bool {
	for _, moved := range p.shelf[c] {
		if p.proven(v, c) {
			break
		}
		fits := true
		for cell := range moved {
			fits = fits && v.free[cell]
		}
		if x := moved[c]; fits {
			v.seen[c] = interval{min(v.seen[c].From, x), max(v.seen[c].To, x)}
		}
	}
	return p.proven(v, c)
}

// nearby looks for examples that change only cells near c, in growing circles. It is quick and
// settles nearly everything. True when c is proven.
func (p *proof) nearby(ctx context.Context, v *view, c int) bool {
	if p.recall(v, c) {
		return true
	}
	for _, size := range []int{10, 40, 120, 360} {
		if p.proven(v, c) || ctx.Err() != nil {
			break
		}
		cells, all := p.around(v, c, size)
		t := p.programme(cells)
		t.settle()
		p.climb(ctx, v, c, cells, t)
		if all {
			break
		}
	}
	return p.proven(v, c)
}

// verdict is what a programme over the whole component says of a cell: no more than these values
// are possible (as far as linear programming goes), or nothing when it did not finish.
func (p *proof) verdict(ctx context.Context, v *view, c int) (outer interval, finished bool) {
	cells, _ := p.around(v, c, len(v.free))
	slices.Sort(cells)
	first := cells[0]
	t := v.whole[first]
	if t == nil {
		p.full++
		t = p.programme(cells)
		t.settle()
		v.whole[first] = t
	}
	t.left = p.pivots
	return p.climb(ctx, v, c, cells, t)
}

// climb pushes c up and down until it is proven or the programme ends.
func (p *proof) climb(ctx context.Context, v *view, c int, cells []int, t *tableau) (outer interval, finished bool) {
	local := slices.Index(cells, c)
	see := func(values []int64) bool {
		p.example(v, cells, values)
		return !p.proven(v, c) && ctx.Err() == nil
	}
	outer = interval{0, endless}
	up := t.push(local, 1, see)
	if up == best {
		outer.To = t.bound(local, false)
	}
	if up == unfinished || p.proven(v, c) {
		return outer, false
	}
	down := t.push(local, -1, see)
	if down == best {
		outer.From = t.bound(local, true)
	}
	return outer, down != unfinished
}

// bound is the present value of a variable, rounded up or down.
func (t *tableau) bound(variable int, up bool) int64 {
	for i, v := range t.basic {
		if v == variable {
			if up {
				return -floor(-t.now[i], t.den[i])
			}
			return floor(t.now[i], t.den[i])
		}
	}
	return 0
}

// around collects the free cells that share a row with c, then those that share one with them, up
// to a number; all says that there are no more.
func (p *proof) around(v *view, c, size int) (cells []int, all bool) {
	in, rows := map[int]bool{c: true}, map[int]bool{}
	cells = []int{c}
	for next := 0; next < len(cells); next++ {
		for _, r := range p.of[cells[next]] {
			if rows[r] {
				continue
			}
			rows[r] = true
			for _, t := range p.rows[r] {
				if v.free[t.Cell] && !in[t.Cell] {
					if len(cells) >= size {
						return cells, false
					}
					in[t.Cell] = true
					cells = append(cells, t.Cell)
				}
			}
		}
	}
	return cells, true
}

// touching are the rows in which any of the cells is, in order.
func (p *proof) touching(cells []int) []int {
	var out []int
	for _, c := range cells {
		out = append(out, p.of[c]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// programme is the tableau in which the given cells may move and all others stay as in the point.
func (p *proof) programme(cells []int) *tableau {
	t := &tableau{whole: len(cells), left: p.pivots, reach: 1 << 20}
	local := map[int]int{}
	for i, c := range cells {
		local[c] = i
		t.non, t.at = append(t.non, i), append(t.at, p.point[c])
	}
	slack := len(cells)
	for _, r := range p.touching(cells) {
		coef, value, down := map[int]int64{}, int64(0), true
		for _, term := range p.rows[r] {
			if i, in := local[term.Cell]; in {
				coef[i] = int64(term.Times)
				down = down && term.Times < 0
			} else {
				value -= int64(term.Times) * p.point[term.Cell]
			}
		}
		if r < p.equal {
			t.equation(coef, value)
		} else if !down || value < 0 {
			t.slack(coef, value, slack)
			slack++
		}
	}
	return t
}

// example takes a point in, after checking it: every moved cell is free and not negative, every row
// that it touches holds. It does not trust the tableau.
func (p *proof) example(v *view, cells []int, values []int64) {
	var useful []int
	for i, c := range cells {
		s := v.seen[c]
		if p.need[c] > 0 && s.To-s.From < p.need[c] && (values[i] < s.From || values[i] > s.To) {
			useful = append(useful, c)
		}
	}
	if len(useful) == 0 {
		return
	}
	moved, list := map[int]int64{}, []int{}
	for i, c := range cells {
		if values[i] < 0 || !v.free[c] || values[i] > limit {
			return
		}
		if values[i] != p.point[c] {
			moved[c] = values[i]
			list = append(list, c)
		}
	}
	for _, r := range p.touching(list) {
		sum := int64(0)
		for _, t := range p.rows[r] {
			x, is := moved[t.Cell]
			if !is {
				x = p.point[t.Cell]
			}
			sum += int64(t.Times) * x
		}
		if sum > 0 || r < p.equal && sum != 0 {
			return
		}
	}
	for c, x := range moved {
		v.seen[c] = interval{min(v.seen[c].From, x), max(v.seen[c].To, x)}
	}
	for _, c := range useful {
		if _, is := moved[c]; is && len(p.shelf[c]) < 24 {
			p.shelf[c] = append(p.shelf[c], moved)
		}
	}
}
