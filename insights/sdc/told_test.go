package sdc

import (
	"context"
	"testing"
)

// TestTheReasonTellsToo: of two hidden cells that sum to 8, each below 5, both are 4. A reader who is
// told that both are few knows it, and only then.
func TestTheReasonTellsToo(t *testing.T) {
	var s System
	a, b := s.Add(Cell{Name: "a", Value: 4}), s.Add(Cell{Name: "b", Value: 4})
	c, d := s.Add(Cell{Name: "c", Value: 30, Want: 1}), s.Add(Cell{Name: "d", Value: 40, Want: 2})
	s.Sum(s.Add(Cell{Name: "ab", Value: 8, Want: 4}), a, b)
	s.Sum(s.Add(Cell{Name: "abcd", Value: 78, Want: 5}), a, b, c, d)
	plain, err := Suppress(context.Background(), s, Options{K: 5})
	if err != nil || plain.Audit.Secondary != 0 {
		t.Fatalf("%+v %v", plain.Audit, err)
	}
	told := published(s, plain)
	told = told.Told(5, []int{a, b}, nil)
	if r, err := Attack(context.Background(), told, Options{K: 1}); err != nil || r.Exact != 2 {
		t.Fatalf("%+v %v", r, err)
	}
	r, err := Suppress(context.Background(), s, Options{K: 5, Told: true})
	if err != nil || r.Audit.Secondary < 2 || r.Audit.Unproved != 0 {
		t.Fatalf("%+v %v", r, err)
	}
	told = published(s, r)
	told = told.Told(5, []int{a, b}, nil)
	if r, err := Attack(context.Background(), told, Options{K: 1}); err != nil || !r.Safe() {
		t.Fatalf("%+v %v", r, err)
	}
}

// TestStatusesMayBeShownWhenTheyWereReckonedWith attacks whole stations with what statuses say.
func TestStatusesMayBeShownWhenTheyWereReckonedWith(t *testing.T) {
	for seed := range rounds(2, 50) {
		s := station(population(uint64(seed+1), 1500))
		r, err := Suppress(context.Background(), s, Options{K: 5, Told: true})
		if err != nil || r.Audit.Unproved != 0 {
			t.Fatalf("%+v %v", r.Audit, err)
		}
		var few, secondary []int
		for c, d := range r.Decisions {
			switch d.Status {
			case Primary:
				few = append(few, c)
			case Secondary:
				secondary = append(secondary, c)
			}
		}
		p := published(s, r)
		if a, err := Attack(context.Background(), p, Options{K: 5}); err != nil || !a.Safe() {
			t.Fatalf("seed %d: exact %d narrow %d unproved %d %v", seed, a.Exact, a.Narrow, a.Unproved, err)
		}
		p = p.Told(5, few, secondary)
		if a, err := Attack(context.Background(), p, Options{K: 1}); err != nil || !a.Safe() {
			t.Fatalf("seed %d, told: exact %d narrow %d unproved %d %v", seed, a.Exact, a.Narrow, a.Unproved, err)
		}
		t.Logf("seed %d: %+v", seed, r.Audit)
	}
}
