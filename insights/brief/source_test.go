package brief_test

import (
	"slices"
	"testing"

	"github.com/zhuqi-yunzhan/station/insights/brief"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/release"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
)

// made are two releases by hand: every number published as n = 200 + place and risk = 60 + place, but for what hide hides.
func made(t *testing.T, hide func(k lattice.Key, measure string) bool) *brief.Source {
	t.Helper()
	l, err := lattice.Default()
	if err != nil {
		t.Fatal(err)
	}
	before := releaseOf(l, "2026-07-01", 7, "", hide)
	was := sourceOf(t, l, before, nil)
	return sourceOf(t, l, releaseOf(l, "2026-10-01", 0, was.Hash, hide), was)
}

func releaseOf(l *lattice.Lattice, cut string, more int, previous string, hide func(lattice.Key, string) bool) release.Release {
	r := release.Release{Format: release.Format, Lattice: l.Version(), Cut: cut, K: 10, Synthetic: true, Previous: previous}
	for _, t := range l.Tables {
		out := release.Table{Table: t.Name}
		for at, k := range l.Keys(t.Name) {
			c := release.Cell{Key: k.Words, Measures: map[string]release.Measure{}}
			for _, measure := range t.Measures {
				value := map[string]int{"n": 2000 + 3*at, "risk": 600 + 2*at + more, "findings": 4000 + at}[measure]
				c.Measures[measure] = release.Measure{Status: sdc.Published, Value: &value, AsOf: cut}
				if hide(k, measure) {
					c.Measures[measure] = release.Measure{Status: sdc.Primary}
				}
			}
			out.Cells = append(out.Cells, c)
		}
		r.Tables = append(r.Tables, out)
	}
	return r
}

func sourceOf(t *testing.T, l *lattice.Lattice, r release.Release, before *brief.Source) *brief.Source {
	t.Helper()
	hash, err := r.Hash()
	if err != nil {
		t.Fatal(err)
	}
	return brief.NewSource(r, release.Audit{}, hash, l, before)
}

func nothing(lattice.Key, string) bool { return false }

func draft(lang, text string) brief.Draft {
	d := brief.Draft{Lang: lang, Title: "x", Opening: text}
	for _, k := range brief.Kinds() {
		d.Sections = append(d.Sections, brief.Section{Kind: k, Chosen: k != brief.Changes})
	}
	return d
}

func TestADocumentHoldsNothingButWhatIsPublished(t *testing.T) {
	hidden := func(k lattice.Key, measure string) bool {
		return k.Table == "T3" && k.Words[1] == "trade" || k.Table == "T6" && measure == "risk"
	}
	s := made(t, hidden)
	d := draft("zh", "")
	for i := range d.Sections {
		d.Sections[i].Chosen, d.Sections[i].Own = true, "own "+string(d.Sections[i].Kind)
	}
	doc := s.Compose(d)
	if len(doc.Parts) != len(brief.Kinds()) || doc.BeforeCut != "2026-07-01" || doc.K != 10 || !doc.Synthetic {
		t.Fatalf("%d parts, %+v", len(doc.Parts), doc.BeforeCut)
	}
	for _, p := range doc.Parts {
		if p.Own != "own "+string(p.Kind) || len(p.Rows) == 0 {
			t.Errorf("%s: own %q, %d rows", p.Kind, p.Own, len(p.Rows))
		}
		switch p.Kind {
		case brief.Industries:
			if len(p.Hidden) != 1 || p.Hidden[0].Word != "trade" || len(p.Rows) != 6 {
				t.Errorf("hidden %v, %d rows", p.Hidden, len(p.Rows))
			}
		case brief.Districts:
			if _, is := p.Rows[0].Cells[0].Share(); is || p.Most != nil || !p.Rows[0].Cells[0].N.Shown || p.Rows[0].Cells[0].Risk.Shown {
				t.Error("a share follows from a number that is hidden")
			}
		case brief.Changes:
			for _, row := range p.Rows {
				if row.Cells[0].Risk.Value-row.Cells[1].Risk.Value != 7 {
					t.Errorf("%v moved from %d to %d", row.Names, row.Cells[0].Risk.Value, row.Cells[1].Risk.Value)
				}
			}
		case brief.Rules:
			if len(p.Rows) != 15 || !p.More || p.Rows[0].Cells[0].Risk.Value < p.Rows[1].Cells[0].Risk.Value {
				t.Errorf("%d rules, more %v", len(p.Rows), p.More)
			}
		}
	}
}

func TestAChangeIsToldOnlyOfNumbersOfTheirOwnCuts(t *testing.T) {
	l, err := lattice.Default()
	if err != nil {
		t.Fatal(err)
	}
	was := sourceOf(t, l, releaseOf(l, "2026-07-01", 7, "", nothing), nil)
	now := releaseOf(l, "2026-10-01", 0, was.Hash, nothing)
	for i, c := range now.Tables[0].Cells { // held, carried over, hidden
		for name, m := range c.Measures {
			switch i {
			case 0:
				m.Status, m.AsOf = release.Held, "2026-07-01"
			case 1:
				m.AsOf = "2026-07-01"
			case 2:
				m = release.Measure{Status: sdc.Secondary}
			}
			c.Measures[name] = m
		}
	}
	doc := sourceOf(t, l, now, was).Compose(brief.Draft{Sections: []brief.Section{{Kind: brief.Changes, Chosen: true}}})
	for _, row := range doc.Parts[0].Rows {
		if len(row.Names) == 1 && row.Names[0].Word != l.Areas[2].Key {
			t.Errorf("a change of %v is told", row.Names)
		}
	}
}

// TestASmallListHasItsSectionsToo: it has no table of countries by areas, and joins bands.
func TestASmallListHasItsSectionsToo(t *testing.T) {
	l, err := lattice.Named("small")
	if err != nil {
		t.Fatal(err)
	}
	was := sourceOf(t, l, releaseOf(l, "2026-07-01", 7, "", nothing), nil)
	s := sourceOf(t, l, releaseOf(l, "2026-10-01", 0, was.Hash, nothing), was)
	if got := s.Offers(); !slices.Equal(got, brief.Kinds()) {
		t.Errorf("it offers %v", got)
	}
	for _, p := range s.Compose(draft("zh", "")).Parts {
		switch {
		case p.Kind == brief.Countries && (p.Table != "T2" || len(p.Columns) != 0 || len(p.Rows[0].Cells) != 1 || p.Most == nil):
			t.Errorf("countries: %s, %d columns", p.Table, len(p.Columns))
		case p.Kind == brief.Bands && len(p.Columns) != len(l.BandGroups):
			t.Errorf("%d bands", len(p.Columns))
		}
	}
	found, err := brief.NewLinter(s, nil, nil).Check(t.Context(), draft("zh", "越南的制造业上升。欧洲的制造业上升。越南的风险较高。"))
	if err != nil || len(found) != 2 || found[0].Why != brief.NoTable || found[1].Why != brief.NoTable {
		t.Errorf("%+v, %v", found, err)
	}
}
