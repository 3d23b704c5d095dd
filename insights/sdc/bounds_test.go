package sdc

import (
	"context"
	"math/rand/v2"
	"testing"
)

// TestTheAttackerErrsNeitherWay hides cells at random and compares the attack with the list of all
// tables: its bounds hold every value that is possible, its examples are all possible, and a cell is
// called exact only when one value is left.
func TestTheAttackerErrsNeitherWay(t *testing.T) {
	cells, tight := 0, 0
	for seed := range rounds(60, 3000) {
		r := rand.New(rand.NewPCG(uint64(seed), 4))
		s := small(r)
		if s.Cells[15].Value > 12 {
			continue
		}
		for c := range s.Cells {
			if s.Cells[c].Given = c == 15 || r.IntN(2) == 0; !s.Cells[c].Given {
				s.Cells[c].Primary, s.Cells[c].Width = "asked", 1000 // so that each programme goes to its end
			}
		}
		l := &lister{known: make([]int, 19)}
		for c, cell := range s.Cells {
			if l.known[c] = -1; cell.Given {
				l.known[c] = cell.Value
			}
		}
		l.list(0)
		a, err := Attack(context.Background(), shown(s, func(c Cell) bool { return c.Given }), Options{K: 1})
		if err != nil {
			t.Fatal(seed, err)
		}
		for _, f := range a.Findings {
			c := s.index[f.Cell]
			if f.To < 0 || f.From > l.from[c] || f.To < l.to[c] || f.Low < l.from[c] || f.High > l.to[c] || f.Exact && l.from[c] != l.to[c] || f.Proven {
				t.Fatalf("seed %d: %+v, listed %d–%d", seed, f, l.from[c], l.to[c])
			}
			if cells++; f.From == l.from[c] && f.To == l.to[c] && f.Low == l.from[c] && f.High == l.to[c] {
				tight++
			}
		}
	}
	if t.Logf("%d of %d bounds are the listed ones", tight, cells); cells < 100 || tight*100 < cells*95 {
		t.Fatal("the attack is weaker than it was")
	}
}

// TestAnExampleIsCheckedRowByRow offers points that break an equality, an inequality, a sign and a
// published value: none is taken for an example, and the sound one is.
func TestAnExampleIsCheckedRowByRow(t *testing.T) {
	var s System
	a, b, c := s.Add(Cell{Name: "a", Value: 2}), s.Add(Cell{Name: "b", Value: 2}), s.Add(Cell{Name: "c", Value: 3})
	s.Sum(s.Add(Cell{Name: "total", Value: 4, Given: true}), a, b)
	s.LessOrEqual(a, c)
	w := newWork(s, Options{K: 5})
	w.publish()
	v := w.together(a)
	for _, bad := range [][]int64{{3, 2, 3}, {4, 0, 3}, {5, -1, 6}} {
		if w.example(v, []int{a, b, c}, bad); v.seen[a] != (interval{2, 2}) {
			t.Fatalf("%v is no example", bad)
		}
	}
	if w.example(v, []int{a, 3}, []int64{3, 5}); v.seen[a] != (interval{2, 2}) {
		t.Fatal("a published value does not move")
	}
	if w.example(v, []int{a, b}, []int64{3, 1}); v.seen[a] != (interval{2, 3}) {
		t.Fatalf("%v", v.seen[a])
	}
}

// TestExactArithmeticBreaksRatherThanWraps: a programme whose numbers outgrow 64 bits says so.
func TestExactArithmeticBreaksRatherThanWraps(t *testing.T) {
	for _, c := range []struct {
		row, other      []int64
		rest, den, m, f int64
		from            int64
		torn            bool
	}{
		{[]int64{1, 2}, []int64{3, 4}, 5, 1, 1, 1, 6, false},
		{[]int64{1 << 40, 2}, []int64{3, 4}, 5, 1, 2, 1, 6, true},
		{[]int64{1, 2}, []int64{3, 1 << 40}, 5, 1, 1, 1, 6, true},
		{[]int64{1, 2}, []int64{3, 4}, 5, 1, 1 << 31, 1, 6, true},
		{[]int64{1, 2}, []int64{3, 4}, 1 << 60, 1, 8, 1, 6, true},
		{[]int64{1, 2}, []int64{3, 4}, 5, 1, 1, 1 << 20, 1 << 50, true},
		{[]int64{1, 2}, []int64{3, 4}, 5, 1 << 60, 3, 1, 6, true},
	} {
		var p tableau
		if p.mix(c.row, c.rest, c.den, c.m, c.other, c.from, c.f); p.torn != c.torn {
			t.Errorf("%+v: torn is %v", c, p.torn)
		}
	}
	p := tableau{rows: [][]int64{{-1}}, torn: true, left: 9}
	if p.push(0, 1, nil) != unfinished {
		t.Error("a torn programme has no end")
	}
}
