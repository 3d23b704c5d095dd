package sdc

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
)

// rounds is how many random systems are tried: some on every change, many in the soak.
func rounds(few, many int) int {
	if os.Getenv("STATION_SOAK") != "" {
		return many
	}
	return few
}

// small is a 3 × 3 table with margins whose total is out already, and over its first two rows a
// count of several memberships: y1 ≤ row 1, y2 ≤ row 2, max(y1, y2) ≤ u ≤ y1 + y2. Small enough to
// list every table there is.
func small(r *rand.Rand) System {
	var s System
	value := func() int {
		if r.IntN(3) > 0 {
			return r.IntN(3)
		}
		return r.IntN(5)
	}
	var inner [3][3]int
	var rows, columns [3]int
	for i := range inner {
		for j := range inner[i] {
			inner[i][j] = value()
			rows[i] += inner[i][j]
			columns[j] += inner[i][j]
			s.Add(Cell{Name: fmt.Sprint("c", i, j), Table: "t", Value: inner[i][j], Want: 1})
		}
	}
	for i := range 3 {
		s.Sum(s.Add(Cell{Name: fmt.Sprint("r", i), Table: "t", Value: rows[i], Want: 2}), i*3, i*3+1, i*3+2)
	}
	for j := range 3 {
		s.Sum(s.Add(Cell{Name: fmt.Sprint("k", j), Table: "t", Value: columns[j], Want: 2}), j, j+3, j+6)
	}
	total := s.Add(Cell{Name: "all", Table: "t", Value: rows[0] + rows[1] + rows[2], Want: 3, Given: true})
	s.Sum(total, 9, 10, 11)
	s.Sum(total, 12, 13, 14)
	y1, y2 := r.IntN(rows[0]+1), r.IntN(rows[1]+1)
	u := max(y1, y2) + r.IntN(min(y1, y2)+1)
	a, b := s.Add(Cell{Name: "y1", Table: "y", Value: y1, Want: 1}), s.Add(Cell{Name: "y2", Table: "y", Value: y2, Want: 1})
	c := s.Add(Cell{Name: "u", Table: "y", Value: u, Want: 2})
	s.LessOrEqual(a, 9)
	s.LessOrEqual(b, 10)
	s.LessOrEqual(c, a, b)
	s.LessOrEqual(a, c)
	s.LessOrEqual(b, c)
	return s
}

// lister is an attacker of another kind: it writes down every table that agrees with what it knows.
type lister struct {
	known    []int // −1 is not known
	x        [19]int
	from, to [19]int
	tables   int
}

func (l *lister) fits(c int) bool { return l.known[c] < 0 || l.known[c] == l.x[c] }

func (l *lister) list(at int) {
	x := &l.x
	if at == 9 {
		for j := range 3 {
			if x[12+j] = x[j] + x[3+j] + x[6+j]; !l.fits(12 + j) {
				return
			}
		}
		if x[15] = x[9] + x[10] + x[11]; !l.fits(15) {
			return
		}
		for x[16] = 0; x[16] <= x[9]; x[16]++ {
			for x[17] = 0; l.fits(16) && x[17] <= x[10]; x[17]++ {
				for x[18] = max(x[16], x[17]); l.fits(17) && x[18] <= x[16]+x[17]; x[18]++ {
					if l.fits(18) {
						l.note()
					}
				}
			}
		}
		return
	}
	used := 0
	for _, v := range x[:at] {
		used += v
	}
	for v := 0; used+v <= l.known[15]; v++ {
		if x[at] = v; !l.fits(at) {
			continue
		}
		if at%3 == 2 {
			if x[9+at/3] = x[at-2] + x[at-1] + v; !l.fits(9 + at/3) {
				continue
			}
		}
		l.list(at + 1)
	}
}

func (l *lister) note() {
	for c, v := range l.x {
		if l.tables == 0 || v < l.from[c] {
			l.from[c] = v
		}
		if l.tables == 0 || v > l.to[c] {
			l.to[c] = v
		}
	}
	l.tables++
}

// TestNoListOfAllTablesTellsASensitiveCell lists every table that agrees with a publication, for an
// outsider and for each insider who is alone in a cell: every sensitive cell keeps its width.
func TestNoListOfAllTablesTellsASensitiveCell(t *testing.T) {
	whole, cells := 0, 0
	for seed := range rounds(150, 5000) {
		s := small(rand.New(rand.NewPCG(uint64(seed), 1)))
		o := Options{K: 2 + seed%2}
		if s.Cells[15].Value > 14 {
			continue
		}
		r, err := Suppress(context.Background(), s, o)
		if err != nil {
			t.Fatal(err)
		}
		if r.Audit.Unproved > 0 { // the total alone tells too much: everything else is taken back
			if r.Audit.Published != 1 && len(r.Audit.Tables) == 0 {
				t.Fatalf("seed %d: not proved and not withheld: %+v", seed, r.Audit)
			}
			continue
		}
		whole++
		for insider := -1; insider < 15; insider++ {
			if insider >= 0 && (s.Cells[insider].Value != 1 || r.Decisions[insider].Status == Published) {
				continue
			}
			l := listOf(s, r, insider)
			for c, d := range r.Decisions {
				if s.Cells[c].Value >= o.K || c == 15 || within(c, insider) {
					continue
				}
				if cells++; l.to[c]-l.from[c] < o.K {
					t.Fatalf("seed %d: insider %d bounds %s (%s) to %d–%d", seed, insider, s.Cells[c].Name, d.Status, l.from[c], l.to[c])
				}
			}
		}
	}
	if whole < 20 {
		t.Fatalf("only %d systems could be published: the test says little", whole)
	}
	t.Logf("%d systems, %d attacks on cells", whole, cells)
}

func listOf(s System, r Result, insider int) *lister {
	l := &lister{known: make([]int, 19)}
	for c, d := range r.Decisions {
		l.known[c] = -1
		if d.Status == Published || c == insider {
			l.known[c] = s.Cells[c].Value
		}
	}
	l.list(0)
	return l
}

// within says that a cell of the small system lies in the insider's or is it.
func within(c, insider int) bool {
	switch {
	case c == insider:
		return true
	case insider >= 12 && c < 9:
		return c%3 == insider-12
	case insider >= 9 && insider < 12 && c < 9:
		return c/3 == insider-9
	case insider == 9 || insider == 10:
		return c == 16+insider-9
	}
	return false
}
