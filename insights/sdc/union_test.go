package sdc

import (
	"context"
	"strings"
	"testing"
)

// moved is the population a quarter later: some groups are scored anew.
func moved(groups []group, every int) []group {
	out := append([]group(nil), groups...)
	for i := range out {
		if i%every == 0 {
			out[i].risk[i/every%3] = !out[i].risk[i/every%3]
			out[i].band[0] = (out[i].band[0] + 1) % 4
		}
	}
	return out
}

// second is the system of a second release over the published first: what is unchanged is the same
// variable, what moved by less than k is held, and what was shown stays known.
func second(first System, was Result, next System, k int) (System, int, error) {
	old := System{Equal: first.Equal, AtMost: first.AtMost}
	for i, c := range first.Cells {
		switch was.Decisions[i].Status {
		case Published:
			c.Given, c.Unprinted = true, false
		case Primary:
			c.Primary, c.Unprinted = was.Decisions[i].Reason, true
		default:
			c.Unprinted = true
		}
		old.Add(c)
	}
	family := func(name string) string {
		return strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(name, "/n"), "/risk"), "/clear")
	}
	before, after, shown := map[string][]int{}, map[string][]int{}, map[string]bool{}
	for i, c := range next.Cells {
		f := family(c.Name)
		before[f], after[f] = append(before[f], first.Cells[i].Value), append(after[f], c.Value)
		shown[f] = shown[f] || was.Decisions[i].Status == Published
	}
	held := 0
	now := System{Equal: next.Equal, AtMost: next.AtMost}
	for i, c := range next.Cells {
		if c.Value != first.Cells[i].Value {
			if f := family(c.Name); shown[f] && !Renewable(k, before[f], after[f]) {
				c.Primary = "held"
				held++
			}
			c.Name += "@2"
		}
		now.Add(c)
	}
	out, err := Union(old, now)
	return out, held, err
}

func twoReleases(t testing.TB, groups, every, k int) (System, int) {
	people := population(1, groups)
	first := station(people)
	was, err := Suppress(context.Background(), first, Options{K: k})
	if err != nil || was.Audit.Unproved != 0 {
		t.Fatal(was.Audit, err)
	}
	s, held, err := second(first, was, station(moved(people, every)), k)
	if err != nil {
		t.Fatal(err)
	}
	return s, held
}

// TestTwoReleasesTogetherTellNoMore: whoever holds both publications, and knows which numbers did
// not change, works out no sensitive cell of either.
func TestTwoReleasesTogetherTellNoMore(t *testing.T) {
	for _, every := range []int{500, 60, 7} {
		s, held := twoReleases(t, 1500, every, 5)
		r, err := Suppress(context.Background(), s, Options{K: 5})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("every %dth moved, held %d: %+v", every, held, r.Audit)
		if held == 0 || r.Audit.Unproved != 0 || r.Audit.Exact != 0 {
			t.Fatalf("%+v", r.Audit)
		}
		if a, err := Attack(context.Background(), published(s, r), Options{K: 5}); err != nil || !a.Safe() {
			t.Fatalf("exact %d narrow %d unproved %d %v", a.Exact, a.Narrow, a.Unproved, err)
		}
	}
}

func BenchmarkSuppressASecondRelease(b *testing.B) {
	s, _ := twoReleases(b, 1500, 7, 5)
	for b.Loop() {
		if _, err := Suppress(context.Background(), s, Options{K: 5, Told: true}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(s.Cells)), "cells")
}
