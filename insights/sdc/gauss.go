package sdc

import (
	"cmp"
	"slices"
)

// prime is the field of the linear algebra. A wrong zero has a chance of about 1 in 2³¹ a test, and
// errs towards "recoverable"; the factors of rows are far below the prime.
const prime = 1<<31 - 1

type entry struct {
	col int
	val uint64
}

// space is the span of all that is known, as sparse rows in reduced form: the column of a pivot is
// in no other row. Watched rows (sensitive cells) are kept reduced beside them and have no pivot.
type space struct {
	rows    [][]entry
	pivot   []int   // of each column its row, or -1
	holders [][]int // of each column rows that hold it; may name rows that no longer do
	watched int     // rows[:watched] are the watched
	dense   []uint64
	marked  []bool
}

// newSpace starts with nothing known and watches the given cells.
func newSpace(cells int, watch []int) *space {
	g := &space{pivot: make([]int, cells), holders: make([][]int, cells), watched: len(watch), dense: make([]uint64, cells), marked: make([]bool, cells)}
	for c := range g.pivot {
		g.pivot[c] = -1
	}
	for i, c := range watch {
		g.rows = append(g.rows, []entry{{c, 1}})
		g.holders[c] = append(g.holders[c], i)
	}
	return g
}

// reduce is v less its part in the span; empty when v is known.
func (g *space) reduce(v []entry) []entry {
	parts := []scaled{{v, 1}}
	for _, e := range v {
		if r := g.pivot[e.col]; r >= 0 {
			parts = append(parts, scaled{g.rows[r], prime - e.val})
		}
	}
	return g.add(parts...)
}

type scaled struct {
	row []entry
	by  uint64
}

func (g *space) add(parts ...scaled) []entry {
	var cols []int
	for _, p := range parts {
		for _, e := range p.row {
			if !g.marked[e.col] {
				g.marked[e.col] = true
				cols = append(cols, e.col)
			}
			g.dense[e.col] = (g.dense[e.col] + p.by*e.val) % prime
		}
	}
	slices.Sort(cols)
	out := make([]entry, 0, len(cols))
	for _, c := range cols {
		if g.dense[c] != 0 {
			out = append(out, entry{c, g.dense[c]})
		}
		g.dense[c], g.marked[c] = 0, false
	}
	return out
}

// learn adds a reduced row to the span. Its pivot is the column that the fewest rows hold.
func (g *space) learn(v []entry) {
	if len(v) == 0 {
		return
	}
	best := slices.MinFunc(v, func(a, b entry) int {
		return cmp.Or(cmp.Compare(len(g.holders[a.col]), len(g.holders[b.col])), cmp.Compare(a.col, b.col))
	})
	v = g.add(scaled{v, inverse(best.val)})
	at := len(g.rows)
	for _, r := range g.holders[best.col] {
		i, ok := slices.BinarySearchFunc(g.rows[r], best.col, func(e entry, c int) int { return e.col - c })
		if !ok {
			continue
		}
		was := g.rows[r]
		g.rows[r] = g.add(scaled{was, 1}, scaled{v, prime - was[i].val})
		g.note(r, was)
	}
	g.rows = append(g.rows, v)
	g.note(at, nil)
	g.pivot[best.col], g.holders[best.col] = at, nil
}

// note files a row under the columns that it holds now and did not hold before.
func (g *space) note(r int, was []entry) {
	for _, e := range g.rows[r] {
		if _, had := slices.BinarySearchFunc(was, e.col, func(e entry, c int) int { return e.col - c }); !had {
			g.holders[e.col] = append(g.holders[e.col], r)
		}
	}
}

// betrays says whether a watched cell would be known if the reduced v were.
func (g *space) betrays(v []entry) bool {
	for _, w := range g.rows[:g.watched] {
		if len(w) == 0 || len(w) != len(v) || w[0].col != v[0].col {
			continue
		}
		same := true
		for i := range w {
			if w[i].col != v[i].col || w[i].val*v[0].val%prime != v[i].val*w[0].val%prime {
				same = false
				break
			}
		}
		if same {
			return true
		}
	}
	return false
}

func inverse(a uint64) uint64 {
	out := uint64(1)
	for e := uint64(prime - 2); e > 0; e >>= 1 {
		if e&1 == 1 {
			out = out * a % prime
		}
		a = a * a % prime
	}
	return out
}

func modular(r Row) []entry {
	out := make([]entry, 0, len(r))
	for _, t := range r {
		out = append(out, entry{t.Cell, uint64((t.Times%prime + prime) % prime)})
	}
	slices.SortFunc(out, func(a, b entry) int { return a.col - b.col })
	return out
}

// spanned is the space of a system's equalities and of the cells that are known.
func spanned(s *System, known []bool, watch []int) *space {
	g := newSpace(len(s.Cells), watch)
	for c, k := range known {
		if k {
			g.learn(g.reduce([]entry{{c, 1}}))
		}
	}
	for _, r := range s.Equal {
		g.learn(g.reduce(modular(r)))
	}
	return g
}

// exact are the watched cells that follow from the known ones by linear algebra.
func exact(s *System, known []bool, watch []int) []int {
	g := spanned(s, known, watch)
	var out []int
	for i, c := range watch {
		if len(g.rows[i]) == 0 {
			out = append(out, c)
		}
	}
	return out
}
