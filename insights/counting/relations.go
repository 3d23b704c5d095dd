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

// Of lists the relations of a lattice in a fixed order: of the tables that it has, and no other. What
// is known through a table that it leaves out is written out where that is more than nothing.
func Of(l *lattice.Lattice) Relations {
	var s Relations
	s.parts(l)
	s.areas(l)
	if l.Has("T3") {
		s.industries(l)
	}
	if l.Has("T6") {
		s.districts(l)
	}
	s.countries(l)
	s.groups(l)
	s.rules(l)
	s.bands(l)
	return s
}

func (s *Relations) equal(r Relation)  { s.Equal = append(s.Equal, r) }
func (s *Relations) atMost(r Relation) { s.AtMost = append(s.AtMost, r) }

// parts: n = risk + clear everywhere.
func (s *Relations) parts(l *lattice.Lattice) {
	for _, table := range []string{"T1", "T2", "T3", "T4", "T5", "T6"} {
		for _, k := range l.Keys(table) {
			s.equal(sum("looked = at risk + clear", k.Name(N), []string{k.Name(Risk), k.Name(Clear)}))
		}
	}
}

// areas: any is at least each area and at most all of them.
func (s *Relations) areas(l *lattice.Lattice) {
	s.any(l, func(area, m string) string { return lattice.T1{Area: area}.Key().Name(m) })
	if l.Has("T3") {
		for _, industry := range l.Words("industry_group") {
			s.any(l, func(area, m string) string { return lattice.T3{Area: area, Industry: industry}.Key().Name(m) })
		}
	}
	if !l.Has("T5") {
		return
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

// industries part the groups: each group has one.
func (s *Relations) industries(l *lattice.Lattice) {
	for _, m := range three {
		for _, area := range l.Words("area_any") {
			var parts []string
			for _, i := range l.Words("industry_group") {
				parts = append(parts, lattice.T3{Area: area, Industry: i}.Key().Name(m))
			}
			s.equal(sum("industries part an area", lattice.T1{Area: area}.Key().Name(m), parts))
		}
	}
}

// districts part the groups too.
func (s *Relations) districts(l *lattice.Lattice) {
	for _, m := range three {
		for _, area := range l.Words("area") {
			var parts []string
			for _, d := range l.Words("district") {
				parts = append(parts, lattice.T6{District: d, Area: area}.Key().Name(m))
			}
			s.equal(sum("districts part an area", lattice.T1{Area: area}.Key().Name(m), parts))
		}
	}
}

// margin: industries part a country group, whose cells are within theirs.
func (s *Relations) margin(l *lattice.Lattice, group, area, m string) {
	all := lattice.T4{Group: group, Area: area, Industry: lattice.All}.Key()
	s.atMost(below("a country group is within the area", all.Name(m), lattice.T1{Area: area}.Key().Name(m)))
	var parts []string
	for _, i := range l.Words("industry_group") {
		k := lattice.T4{Group: group, Area: area, Industry: i}.Key()
		if !l.Knows(k) {
			return
		}
		parts = append(parts, k.Name(m))
		if l.Has("T3") {
			s.atMost(below("a country group is within the industry", k.Name(m), lattice.T3{Area: area, Industry: i}.Key().Name(m)))
		}
	}
	s.equal(sum("industries part a country group", all.Name(m), parts))
}

// countries are within all.
func (s *Relations) countries(l *lattice.Lattice) {
	if !l.Has("T2") {
		return
	}
	for _, c := range l.Words("country") {
		for _, m := range three {
			s.atMost(below("a country is within any", lattice.T2{Country: c}.Key().Name(m), lattice.T1{Area: lattice.Any}.Key().Name(m)))
		}
	}
}

// groups of countries: a legal group may be in several countries, so that a country is within its
// country group, and that at most the sum of its countries.
func (s *Relations) groups(l *lattice.Lattice) {
	if !l.Has("T4") {
		return
	}
	of := make([][]string, len(l.CountryGroups))
	for at, c := range l.Words("country") {
		of[l.GroupOfCountry(at)] = append(of[l.GroupOfCountry(at)], c)
	}
	for at, g := range l.Words("country_group") {
		for _, area := range l.Words("area") {
			for _, m := range three {
				s.margin(l, g, area, m)
				s.within(l, lattice.T4{Group: g, Area: area, Industry: lattice.All}, of[at], m)
			}
			if l.Has("T10") {
				s.atMost(below("who is at risk has a finding", lattice.T4{Group: g, Area: area, Industry: lattice.All}.Key().Name(Risk), lattice.T10{Group: g, Area: area}.Key().Name(Findings)))
			}
		}
	}
}

// within ties a country group to its countries: of the same area, or of any where no table has those.
func (s *Relations) within(l *lattice.Lattice, k lattice.T4, countries []string, m string) {
	whole := k.Key().Name(m)
	var parts []string
	for _, c := range countries {
		if l.Has("T5") {
			part := lattice.T5{Country: c, Area: k.Area}.Key().Name(m)
			parts = append(parts, part)
			s.atMost(below("a country is within its group", part, whole))
			s.atMost(below("a country is within the area", part, lattice.T1{Area: k.Area}.Key().Name(m)))
		} else if l.Has("T2") && m != Clear { // who is clear in an area need not be in any
			parts = append(parts, lattice.T2{Country: c}.Key().Name(m))
		}
	}
	if len(parts) > 0 {
		s.atMost(sum("a country group is in one country at least", whole, parts))
	}
}

// rules: risk + rest is the area; who is at risk by a rule that is always severe is at risk.
func (s *Relations) rules(l *lattice.Lattice) {
	if !l.Has("T7") {
		return
	}
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
	if !l.Has("T8") {
		return
	}
	for _, score := range l.Words("score") {
		area := score
		if score == lattice.Whole {
			area = lattice.Any
		}
		s.scored(l, lattice.Key{Table: "T8", Words: []string{score}}, lattice.T1{Area: area}.Key().Name(N))
	}
	if !l.Has("T9") {
		return
	}
	for _, i := range l.Words("industry_group") {
		s.scored(l, lattice.Key{Table: "T9", Words: []string{i}}, lattice.T3{Area: lattice.Any, Industry: i}.Key().Name(N))
	}
	for _, b := range l.Words("band") {
		var column []string
		for _, i := range l.Words("industry_group") {
			column = append(column, lattice.T9{Industry: i, Band: b}.Key().Name(N))
		}
		s.equal(sum("industries part a band", lattice.T8{Score: lattice.Whole, Band: b}.Key().Name(N), column))
	}
}

// scored is a row of bands, and who looked.
func (s *Relations) scored(l *lattice.Lattice, row lattice.Key, looked string) {
	var parts []string
	for _, b := range l.Words("band") {
		parts = append(parts, lattice.Key{Table: row.Table, Words: []string{row.Words[0], b}}.Name(N))
	}
	s.equal(sum("bands part the scored", row.Name(Scored), parts))
	s.atMost(below("who is scored has looked", row.Name(Scored), looked))
}
