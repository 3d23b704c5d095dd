package sdc

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestAHiddenMoveLeavesNoTrace moves one contributor round a ring of four hidden cells, so that
// every published value stays: the statuses are the same to the byte. Cells that repair hid are left
// out: they were shown in a publication that was attacked, and what was done about it may differ.
func TestAHiddenMoveLeavesNoTrace(t *testing.T) {
	moves := 0
	for seed := range rounds(60, 2000) {
		r := rand.New(rand.NewPCG(uint64(seed), 3))
		s := cube(func() int { return 2 + r.IntN(3) + 8*r.IntN(2) }, 5, 5, 1)
		o := Options{K: 5}
		first, err := Suppress(context.Background(), s, o)
		if err != nil {
			t.Fatal(err)
		}
		for range 40 {
			i, j, x, y := r.IntN(5), r.IntN(5), r.IntN(5), r.IntN(5)
			moved, ok := ring(s, first, o.K, i, j, x, y)
			if !ok {
				continue
			}
			moves++
			second, err := Suppress(context.Background(), moved, o)
			if err != nil {
				t.Fatal(err)
			}
			a, _ := json.Marshal(first.Decisions)
			b, _ := json.Marshal(second.Decisions)
			if string(a) != string(b) {
				t.Fatalf("seed %d: moving one in the hidden cells of %d %d %d %d shows", seed, i, j, x, y)
			}
		}
	}
	if moves < 10 {
		t.Fatalf("only %d moves were possible: the test says little", moves)
	}
	t.Logf("%d moves", moves)
}

// ring adds one to two corners of a rectangle and takes one from the others, in the margin over the
// third dimension too, where all are hidden and stay on their side of 1 and K.
func ring(s System, r Result, k, i, j, x, y int) (System, bool) {
	out := s
	out.Cells = slices.Clone(s.Cells)
	side := func(v int) string { return fmt.Sprint(v < k, v == 1) }
	for n, at := range [][2]int{{i, j}, {x, y}, {i, y}, {x, j}} {
		for _, third := range []int{0, -1} {
			c := s.index[fmt.Sprint([3]int{at[0], at[1], third})]
			was := out.Cells[c].Value
			now := was + 1
			if n > 1 {
				now = was - 1
			}
			hidden := r.Decisions[c].Status
			if i == x || j == y || now < 0 || side(was) != side(now) || hidden != Primary && r.Decisions[c].Reason != "linear" {
				return System{}, false
			}
			out.Cells[c].Value = now
		}
	}
	return out, true
}

// TestWhatIsNotRepairedInTimeIsWithheld gives repair one round where it needs more: the tables in
// question go, whole, and what remains is proven.
func TestWhatIsNotRepairedInTimeIsWithheld(t *testing.T) {
	s := station(population(1, 1500))
	r, err := Suppress(context.Background(), s, Options{K: 5, Rounds: 1})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Audit.Tables) == 0 || r.Audit.Unproved != 0 || r.Audit.Exact != 0 || r.Audit.Published == 0 {
		t.Fatalf("%+v", r.Audit)
	}
	for i, d := range r.Decisions {
		if slices.Contains(r.Audit.Tables, s.Cells[i].Table) && d.Status != Withheld && d.Status != Unprinted {
			t.Fatalf("%s is %s in a withheld table", s.Cells[i].Name, d.Status)
		}
	}
}

// TestWhatCannotBeProtectedIsWithheld: the earlier publication tells a. Nothing can be done about
// it, so it is said, and no more is published of the table.
func TestWhatCannotBeProtectedIsWithheld(t *testing.T) {
	var s System
	a := s.Add(Cell{Name: "a", Table: "new", Value: 2})
	b := s.Add(Cell{Name: "b", Table: "old", Value: 30, Given: true})
	c := s.Add(Cell{Name: "c", Table: "new", Value: 40})
	d := s.Add(Cell{Name: "d", Table: "new", Value: 42})
	s.Sum(s.Add(Cell{Name: "total", Table: "old", Value: 32, Given: true}), a, b)
	s.Sum(d, a, c)
	s.Add(Cell{Name: "far", Table: "other", Value: 50})
	r, err := Suppress(context.Background(), s, Options{K: 5})
	if err != nil {
		t.Fatal(err)
	}
	if r.Audit.Unproved != 1 || r.Audit.Exact != 1 || !slices.Equal(r.Audit.Tables, []string{"new"}) {
		t.Fatalf("%+v", r.Audit)
	}
	for i, want := range []Status{Withheld, Published, Withheld, Withheld, Published, Published} {
		if r.Decisions[i].Status != want {
			t.Errorf("%s is %s", s.Cells[i].Name, r.Decisions[i].Status)
		}
	}
}

// TestTooFewStepsPublishNothingUnproved takes the programme's steps away: it must hide, not hope.
func TestTooFewStepsPublishNothingUnproved(t *testing.T) {
	s := cube(sparse(rand.New(rand.NewPCG(5, 5))), 4, 4, 3)
	r, err := Suppress(context.Background(), s, Options{K: 5, Pivots: 1})
	if err != nil {
		t.Fatal(err)
	}
	if r.Audit.Unproved > 0 && r.Audit.Published > 0 {
		t.Fatalf("%+v", r.Audit)
	}
}

// TestAnEarlierReleaseIsPartOfTheSystem: the second release alone would show b; with the first one,
// whose total has not changed, it may not.
func TestAnEarlierReleaseIsPartOfTheSystem(t *testing.T) {
	release := func(parts []Cell, total Cell) System {
		var s System
		var at []int
		for _, c := range parts {
			at = append(at, s.Add(c))
		}
		s.Sum(s.Add(total), at...)
		return s
	}
	a, b, c := Cell{Name: "a", Value: 2}, Cell{Name: "b", Value: 20, Want: 1}, Cell{Name: "c", Value: 30, Want: 2}
	first := release([]Cell{a, b, c}, Cell{Name: "abc", Value: 52, Given: true})
	second := release([]Cell{b, c}, Cell{Name: "bc", Value: 50, Want: 3})
	alone, err := Suppress(context.Background(), second, Options{K: 5})
	if err != nil || alone.Audit.Published != 3 {
		t.Fatalf("%+v %v", alone.Audit, err)
	}
	both, err := Union(first, second)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Suppress(context.Background(), both, Options{K: 5})
	if err != nil || r.Decisions[both.index["bc"]].Status == Published || r.Audit.Unproved != 0 {
		t.Fatalf("%+v %v", r, err)
	}
	second.Cells[0].Value = 21
	if _, err := Union(first, second); err == nil {
		t.Fatal("one name, two values")
	}
}

func TestAValueIsRenewedOnlyWhenItMovedFarOrNotAtAll(t *testing.T) {
	for _, c := range []struct {
		was, now []int
		want     bool
	}{
		{[]int{20, 8, 12}, []int{20, 8, 12}, true},
		{[]int{20, 8, 12}, []int{30, 13, 17}, true},
		{[]int{20, 8, 12}, []int{21, 8, 13}, false},
		{[]int{20, 8, 12}, []int{25, 9, 16}, false},
		{[]int{20, 8, 12}, []int{20, 13, 7}, true},
		{[]int{20}, []int{20, 1}, false},
	} {
		if got := Renewable(5, c.was, c.now); got != c.want {
			t.Errorf("%v → %v: %v", c.was, c.now, got)
		}
	}
}

func TestAPublicationThatContradictsItselfIsFound(t *testing.T) {
	var s System
	a, b := s.Add(Cell{Name: "a", Value: 3, Given: true}), s.Add(Cell{Name: "b"})
	total := s.Add(Cell{Name: "total", Value: 2, Given: true})
	s.Sum(total, a, b)
	if _, err := Attack(context.Background(), s, Options{K: 5}); !errors.Is(err, ErrContradiction) {
		t.Fatal(err)
	}
	s.Cells[1].Given, s.Cells[1].Value = true, 4
	if _, err := Attack(context.Background(), s, Options{K: 5}); !errors.Is(err, ErrContradiction) {
		t.Fatal(err)
	}
}

func TestASystemThatDoesNotHoldIsRefused(t *testing.T) {
	var s System
	a, b := s.Add(Cell{Name: "a", Value: 3}), s.Add(Cell{Name: "b", Value: 4})
	s.LessOrEqual(b, a)
	if _, err := Suppress(context.Background(), s, Options{K: 5}); err == nil {
		t.Fatal("4 is not at most 3")
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Suppress(ctx, station(population(2, 400)), Options{K: 5}); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
}
