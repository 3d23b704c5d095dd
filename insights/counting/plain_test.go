package counting

import (
	"maps"
	"slices"

	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/population"
)

// whole is a legal group counted the plain way: in words, with maps, from the text of the tables.
type whole struct {
	head      population.Line
	countries map[string]bool
	areas     map[string]population.Outcome
	rules     map[string]bool
	band      int
}

func wholes(lines []population.Line) map[string]*whole {
	out := map[string]*whole{}
	from := cut.AddDate(-1, 0, 0)
	for _, line := range lines {
		if !line.Consent || line.At.Before(from) || !line.At.Before(cut) {
			continue
		}
		g := out[line.Group]
		if g == nil {
			g = &whole{head: line, countries: map[string]bool{}, areas: map[string]population.Outcome{}, rules: map[string]bool{}}
			out[line.Group] = g
		}
		if line.Head || !g.head.Head && line.Company < g.head.Company {
			g.head = line
		}
		for _, c := range line.Countries {
			g.countries[c] = true
		}
		for _, r := range line.Rules {
			g.rules[r] = true
		}
		g.band = worst(g.band, line.Whole)
		for a, o := range line.Areas {
			was := g.areas[a]
			g.areas[a] = population.Outcome{Band: worst(was.Band, o.Band), Risk: was.Risk || o.Risk, Findings: was.Findings + o.Findings}
		}
	}
	return out
}

func worst(a, b int) int {
	if a == 0 || b == 0 {
		return max(a, b)
	}
	return min(a, b)
}

// plainly counts the printed numbers by their names.
func plainly(l *lattice.Lattice, lines []population.Line) map[string]int64 {
	out := map[string]int64{}
	outcome := func(k lattice.Key, risk bool) {
		out[k.Name(N)]++
		if risk {
			out[k.Name(Risk)]++
		}
	}
	for _, g := range wholes(lines) {
		if len(g.areas) == 0 {
			continue
		}
		at, _ := l.IndustryOf(g.head.Section)
		industry := l.IndustryGroups[at].Key
		countries, groups := map[string]bool{}, map[string]bool{}
		for c := range g.countries {
			at, _ := l.CountryOf(c)
			countries[l.Words("country")[at]], groups[l.CountryGroups[l.GroupOfCountry(at)].Key] = true, true
		}
		any := false
		for a, o := range g.areas {
			any = any || o.Risk
			outcome(lattice.T1{Area: a}.Key(), o.Risk)
			outcome(lattice.T3{Area: a, Industry: industry}.Key(), o.Risk)
			outcome(lattice.T6{District: g.head.District, Area: a}.Key(), o.Risk)
			for c := range maps.Keys(countries) {
				outcome(lattice.T5{Country: c, Area: a}.Key(), o.Risk)
			}
			for c := range maps.Keys(groups) {
				outcome(lattice.T4{Group: c, Area: a, Industry: lattice.All}.Key(), o.Risk)
				outcome(lattice.T4{Group: c, Area: a, Industry: industry}.Key(), o.Risk)
				out[lattice.T10{Group: c, Area: a}.Key().Name(Findings)] += int64(o.Findings)
			}
			if o.Band > 0 {
				out[lattice.T8{Score: a, Band: l.Words("band")[l.BandOf(o.Band)]}.Key().Name(N)]++
			}
		}
		outcome(lattice.T1{Area: lattice.Any}.Key(), any)
		outcome(lattice.T3{Area: lattice.Any, Industry: industry}.Key(), any)
		for c := range countries {
			outcome(lattice.T2{Country: c}.Key(), any)
		}
		for _, r := range slices.Sorted(maps.Keys(g.rules)) {
			out[lattice.T7{Rule: r}.Key().Name(Risk)]++
		}
		if g.band > 0 {
			out[lattice.T8{Score: lattice.Whole, Band: l.Words("band")[l.BandOf(g.band)]}.Key().Name(N)]++
			out[lattice.T9{Industry: industry, Band: l.Words("band")[l.BandOf(g.band)]}.Key().Name(N)]++
		}
	}
	return out
}
