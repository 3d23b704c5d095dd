package brief

import (
	"slices"

	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/release"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
)

// Source is the release that a brief tells of. It is not changed and safe for many at once.
type Source struct {
	Release release.Release
	Audit   release.Audit
	Hash    string
	Lattice *lattice.Lattice
	Before  *Source // the release before it, of the same audience; nil where there is none

	cells map[string]release.Cell
}

// NewSource reads a release once.
func NewSource(r release.Release, a release.Audit, hash string, l *lattice.Lattice, before *Source) *Source {
	s := &Source{Release: r, Audit: a, Hash: hash, Lattice: l, Before: before, cells: map[string]release.Cell{}}
	for _, t := range r.Tables {
		for _, c := range t.Cells {
			s.cells[lattice.Key{Table: t.Table, Words: c.Key}.Name("")] = c
		}
	}
	return s
}

func (s *Source) number(k lattice.Key, measure string) Number {
	m := s.cells[k.Name("")].Measures[measure]
	n := Number{Status: m.Status, Shown: m.Shown(), AsOf: m.AsOf}
	if n.Status == "" {
		n.Status = sdc.Withheld
	}
	if n.Shown {
		n.Value = *m.Value
	}
	return n
}

// table finds the table of a kind: by its dimensions, not by its name, so that every lattice will do.
func (s *Source) table(k Kind) (lattice.Table, bool) {
	own := map[Kind]string{Regions: "country_group", Countries: "country", Industries: "industry_group", Districts: "district", Rules: "rule", Bands: "band"}[k]
	beside := []string{"area", "area_any", "industry_margin", "margin"}
	if k == Bands {
		beside = []string{"score"}
	}
	var alone lattice.Table
	for _, t := range s.Lattice.Tables {
		has, other, area := own == "", false, false
		for _, d := range t.Dimensions {
			has = has || d == own
			area = area || d == "area" || d == "area_any" || d == "score"
			other = other || d != own && !slices.Contains(beside, d)
		}
		switch fits := has && !other && s.has(t.Name) && t.Measures[0] != "findings"; {
		case fits && (area || k == Rules):
			return t, true
		case fits: // a small list has its countries by themselves
			alone = t
		}
	}
	return alone, alone.Name != ""
}

func (s *Source) has(table string) bool {
	return slices.ContainsFunc(s.Release.Tables, func(t release.Table) bool { return t.Table == table })
}

// Offers are the kinds of sections that this release has something for.
func (s *Source) Offers() (out []Kind) {
	for _, k := range Kinds() {
		if p := s.part(k); len(p.Rows) > 0 {
			out = append(out, k)
		}
	}
	return out
}
