package sdc

import (
	"fmt"
	"math/rand/v2"
)

// group is a made-up legal group of the size that a station counts.
type group struct {
	industry, district int
	countries          []int
	risk               [3]bool
	rules              []int
	band               [4]int
}

const (
	countries, regions, industries, districts, ruleCount = 41, 13, 7, 8, 60
)

func population(seed uint64, n int) []group {
	r := rand.New(rand.NewPCG(seed, 7))
	zipf := rand.NewZipf(r, 1.3, 3, countries-1)
	out := make([]group, n)
	for i := range out {
		g := &out[i]
		g.industry, g.district = min(r.IntN(industries), r.IntN(industries)), r.IntN(districts)
		for range 1 + r.IntN(3) {
			c := int(zipf.Uint64())
			if fmt.Sprint(g.countries) == "[]" || g.countries[0] != c {
				g.countries = append(g.countries, c)
			}
		}
		for a := range g.risk {
			g.risk[a] = r.IntN(3) == 0
		}
		for range r.IntN(4) {
			g.rules = append(g.rules, min(r.IntN(ruleCount), r.IntN(ruleCount)))
		}
		for a := range g.band {
			g.band[a] = r.IntN(4)
		}
	}
	return out
}

// station is the system of one cut: counts, at risk and clear, over areas, industries, districts,
// countries, regions, bands and rules, with sums and with the inequalities of groups that are in
// several countries.
func station(groups []group) System {
	var s System
	triple := func(table, key string, want int, in func(g group) bool, risk func(g group) bool) [3]int {
		n, bad := 0, 0
		for _, g := range groups {
			if in(g) {
				n++
				if risk(g) {
					bad++
				}
			}
		}
		a := s.Add(Cell{Name: table + "/" + key + "/n", Table: table, Value: n, Want: want + 1})
		b := s.Add(Cell{Name: table + "/" + key + "/risk", Table: table, Value: bad, Want: want})
		c := s.Add(Cell{Name: table + "/" + key + "/clear", Table: table, Value: n - bad, Want: want - 1, Unprinted: true})
		s.Sum(a, b, c)
		return [3]int{a, b, c}
	}
	sum := func(total [3]int, parts [][3]int) {
		for m := range 3 {
			var list []int
			for _, p := range parts {
				list = append(list, p[m])
			}
			s.Sum(total[m], list...)
		}
	}
	atMost := func(small [3]int, large ...[3]int) {
		for m := range 3 {
			var list []int
			for _, p := range large {
				list = append(list, p[m])
			}
			s.LessOrEqual(small[m], list...)
		}
	}
	in := func(g group, c int) bool {
		for _, x := range g.countries {
			if x == c {
				return true
			}
		}
		return false
	}
	inRegion := func(g group, r int) bool {
		for _, x := range g.countries {
			if x%regions == r {
				return true
			}
		}
		return false
	}
	for a := range 3 {
		risk := func(g group) bool { return g.risk[a] }
		t1 := triple("T1", fmt.Sprint(a), 900, func(group) bool { return true }, risk)
		var t3, t6 [][3]int
		for i := range industries {
			t3 = append(t3, triple("T3", fmt.Sprint(a, i), 700, func(g group) bool { return g.industry == i }, risk))
		}
		for d := range districts {
			t6 = append(t6, triple("T6", fmt.Sprint(a, d), 500, func(g group) bool { return g.district == d }, risk))
		}
		sum(t1, t3)
		sum(t1, t6)
		t5 := make([][][3]int, regions)
		for c := range countries {
			x := triple("T5", fmt.Sprint(a, c), 400, func(g group) bool { return in(g, c) }, risk)
			atMost(x, t1)
			t5[c%regions] = append(t5[c%regions], x)
		}
		for r := range regions {
			margin := triple("T4", fmt.Sprint(a, r), 600, func(g group) bool { return inRegion(g, r) }, risk)
			var parts [][3]int
			for i := range industries {
				x := triple("T4", fmt.Sprint(a, r, i), 100, func(g group) bool { return inRegion(g, r) && g.industry == i }, risk)
				atMost(x, t3[i])
				parts = append(parts, x)
			}
			sum(margin, parts)
			atMost(margin, t1)
			atMost(margin, t5[r]...)
			for _, x := range t5[r] {
				atMost(x, margin)
			}
		}
		for k := a; k < ruleCount; k += 3 {
			x := triple("T7", fmt.Sprint(k), 300, func(group) bool { return true }, func(g group) bool {
				for _, y := range g.rules {
					if y == k {
						return true
					}
				}
				return false
			})
			s.LessOrEqual(x[0], t1[0])
			s.LessOrEqual(t1[0], x[0])
		}
		var bands []int
		for b := range 4 {
			n := 0
			for _, g := range groups {
				if g.band[a] == b {
					n++
				}
			}
			bands = append(bands, s.Add(Cell{Name: fmt.Sprint("T8/", a, b), Table: "T8", Value: n, Want: 800}))
		}
		s.Sum(t1[0], bands...)
	}
	return s
}
