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

// TestExactArithmeticBreaksRatherThanWraps gives a programme factors that outgrow 64 bits: it must
// prove nothing instead of something false.
func TestExactArithmeticBreaksRatherThanWraps(t *testing.T) {
	var s System
	var at []int
	for i := range 12 {
		at = append(at, s.Add(Cell{Name: string(rune('a' + i)), Value: 0}))
	}
	s.Add(Cell{Name: "free", Value: 0})
	for i := range 11 {
		s.Equal = append(s.Equal, Row{{at[i], 997}, {at[i+1], -991}, {12, -7}})
	}
	r, err := Suppress(context.Background(), s, Options{K: 5})
	if err != nil {
		t.Fatal(err)
	}
	if r.Audit.Published != 0 {
		t.Fatalf("%+v", r.Audit)
	}
	for c, d := range r.Decisions {
		if d.Status == Published {
			t.Fatalf("%s is published", s.Cells[c].Name)
		}
	}
}
