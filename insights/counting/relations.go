package counting

import "github.com/zhuqi-yunzhan/station/insights/lattice"

// Relation is what holds of the variables whatever the data: the sum of each coefficient times its
// variable is 0 (an equality) or at most 0 (an inequality). Besides, every variable is a whole
// number and not below 0.
type Relation struct {
	Why          string
	Names        []string
	Coefficients []int64
}

// Relations are all that is known of the numbers of a lattice before any is published.
type Relations struct {
	Equal, AtMost []Relation
}

type term struct {
	factor int64
	name   string
}

func relation(why string, terms ...term) Relation {
	r := Relation{Why: why}
	for _, t := range terms {
		r.Names, r.Coefficients = append(r.Names, t.name), append(r.Coefficients, t.factor)
	}
	return r
}

// sum is: whole = the sum of parts, or with atMost: whole ≤ that sum.
func sum(why string, whole string, parts []string) Relation {
	terms := []term{{1, whole}}
	for _, p := range parts {
		terms = append(terms, term{-1, p})
	}
	return relation(why, terms...)
}

// below is: small ≤ large.
func below(why, small, large string) Relation {
	return relation(why, term{1, small}, term{-1, large})
}

var three = []string{N, Risk, Clear}

// Of lists the relations of a lattice in a fixed order.
func Of(l *lattice.Lattice) Relations {
	var s Relations
	s.parts(l)
	s.industries(l)
	s.countries(l)
	s.rules(l)
	s.bands(l)
	return s
}

func (s *Relations) equal(r Relation)  { s.Equal = append(s.Equal, r) }
func (s *Relations) atMost(r Relation) { s.AtMost = append(s.AtMost, r) }

// parts: n = risk + clear everywhere; any is at least each area and at most all of them.
func (s *Relations) parts(l *lattice.Lattice) {
	for _, table := range []string{"T1", "T2", "T3", "T4", "T5", "T6"} {
		for _, k := range l.Keys(table) {
			s.equal(sum("looked = at risk + clear", k.Name(N), []string{k.Name(Risk), k.Name(Clear)}))
		}
	}
	s.any(l, func(area, m string) string { return lattice.T1{Area: area}.Key().Name(m) })
	for _, industry := range l.Words("industry_group") {
		s.any(l, func(area, m string) string { return lattice.T3{Area: area, Industry: industry}.Key().Name(m) })
	}
	for _, country := range l.Words("country") {
		s.any(l, func(area, m string) string {
			if area == lattice.Any {
				return lattice.T2{Country: country}.Key().Name(m)
			}
			return lattice.T5{Country: country, Area: area}.Key().Name(m)
		})
	}
}

func (s *Relations) any(l *lattice.Lattice, name func(area, measure string) string) {
	for _, m := range three {
		var parts []string
		for _, area := range l.Words("area") {
			parts = append(parts, name(area, m))
			if m != Clear {
				s.atMost(below("an area is within any", name(area, m), name(lattice.Any, m)))
			}
		}
		s.atMost(sum("any is in one area at least", name(lattice.Any, m), parts))
	}
}

// industries and districts part the groups: each group has one of each.
func (s *Relations) industries(l *lattice.Lattice) {
	for _, m := range three {
		for _, area := range l.Words("area_any") {
			var parts []string
			for _, i := range l.Words("industry_group") {
				parts = append(parts, lattice.T3{Area: area, Industry: i}.Key().Name(m))
			}
			s.equal(sum("industries part an area", lattice.T1{Area: area}.Key().Name(m), parts))
		}
		for _, area := range l.Words("area") {
			var parts []string
			for _, d := range l.Words("district") {
				parts = append(parts, lattice.T6{District: d, Area: area}.Key().Name(m))
			}
			s.equal(sum("districts part an area", lattice.T1{Area: area}.Key().Name(m), parts))
			for _, g := range l.Words("country_group") {
				s.margin(l, g, area, m)
			}
		}
	}
}

// margin: industries part a country group, which is within its area, and its cells within theirs.
func (s *Relations) margin(l *lattice.Lattice, group, area, m string) {
	all := lattice.T4{Group: group, Area: area, Industry: lattice.All}.Key().Name(m)
	var parts []string
	for _, i := range l.Words("industry_group") {
		cell := lattice.T4{Group: group, Area: area, Industry: i}.Key().Name(m)
		parts = append(parts, cell)
		s.atMost(below("a country group is within the industry", cell, lattice.T3{Area: area, Industry: i}.Key().Name(m)))
	}
	s.equal(sum("industries part a country group", all, parts))
	s.atMost(below("a country group is within the area", all, lattice.T1{Area: area}.Key().Name(m)))
}

// countries: a group may be in several, so that a country is within its country group, and that
// at most the sum of its countries.
func (s *Relations) countries(l *lattice.Lattice) {
	of := make([][]string, len(l.CountryGroups))
	for at, c := range l.Words("country") {
		of[l.GroupOfCountry(at)] = append(of[l.GroupOfCountry(at)], c)
		for _, m := range three {
			s.atMost(below("a country is within any", lattice.T2{Country: c}.Key().Name(m), lattice.T1{Area: lattice.Any}.Key().Name(m)))
		}
	}
	for at, g := range l.Words("country_group") {
		for _, area := range l.Words("area") {
			for _, m := range three {
				whole := lattice.T4{Group: g, Area: area, Industry: lattice.All}.Key().Name(m)
				var parts []string
				for _, c := range of[at] {
					part := lattice.T5{Country: c, Area: area}.Key().Name(m)
					parts = append(parts, part)
					s.atMost(below("a country is within its group", part, whole))
					s.atMost(below("a country is within the area", part, lattice.T1{Area: area}.Key().Name(m)))
				}
				s.atMost(sum("a country group is in one country at least", whole, parts))
			}
			s.atMost(below("who is at risk has a finding", lattice.T4{Group: g, Area: area, Industry: lattice.All}.Key().Name(Risk), lattice.T10{Group: g, Area: area}.Key().Name(Findings)))
		}
	}
}

// rules: risk + rest is the area; who is at risk by a rule that is always severe is at risk.
func (s *Relations) rules(l *lattice.Lattice) {
	for at, r := range l.Rules {
		k, area := lattice.T7{Rule: r.ID}.Key(), lattice.T1{Area: l.Areas[l.AreaOfRule(at)].Key}.Key()
		s.equal(sum("a rule parts its area", area.Name(N), []string{k.Name(Risk), k.Name(Rest)}))
		if r.Severe() {
			s.atMost(below("a severe rule is within risk", k.Name(Risk), area.Name(Risk)))
		}
	}
}

// bands part those that have a score, who are within those that looked.
func (s *Relations) bands(l *lattice.Lattice) {
	for _, score := range l.Words("score") {
		var parts []string
		for _, b := range l.Words("band") {
			parts = append(parts, lattice.T8{Score: score, Band: b}.Key().Name(N))
		}
		area := score
		if score == lattice.Whole {
			area = lattice.Any
		}
		scored := lattice.Key{Table: "T8", Words: []string{score}}.Name(Scored)
		s.equal(sum("bands part the scored", scored, parts))
		s.atMost(below("who is scored has looked", scored, lattice.T1{Area: area}.Key().Name(N)))
	}
	columns := map[string][]string{}
	for _, i := range l.Words("industry_group") {
		var parts []string
		for _, b := range l.Words("band") {
			name := lattice.T9{Industry: i, Band: b}.Key().Name(N)
			parts, columns[b] = append(parts, name), append(columns[b], name)
		}
		scored := lattice.Key{Table: "T9", Words: []string{i}}.Name(Scored)
		s.equal(sum("bands part the scored", scored, parts))
		s.atMost(below("who is scored has looked", scored, lattice.T3{Area: lattice.Any, Industry: i}.Key().Name(N)))
	}
	for _, b := range l.Words("band") {
		s.equal(sum("industries part a band", lattice.T8{Score: lattice.Whole, Band: b}.Key().Name(N), columns[b]))
	}
}
