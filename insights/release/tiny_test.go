package release_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/insights/counting"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/population"
)

// tiny is a list of few words and the given tables, small enough to be tried out.
func tiny(t testing.TB, tables string, areas int) *lattice.Lattice {
	t.Helper()
	whole := named(t, lattice.Small)
	var text strings.Builder
	text.WriteString("format: station-lattice/1\nname: tiny\nareas:\n")
	for _, a := range whole.Areas[:areas] {
		fmt.Fprintf(&text, "  - {key: %s, rules: %s, zh: x, en: x}\n", a.Key, a.Rules)
	}
	text.WriteString("bands: [{key: b1, from: 0, to: 49, zh: x, en: x}, {key: b2, from: 50, to: 69, zh: x, en: x}, {key: b3, from: 70, to: 84, zh: x, en: x}, {key: b4, from: 85, to: 100, zh: x, en: x}]\n" +
		"band_groups: [{key: low, bands: [b1, b2, b3], zh: x, en: x}, {key: b4, bands: [b4], zh: x, en: x}]\nindustry_groups:\n")
	var rest []string
	for i, g := range whole.IndustryGroups {
		if i < 2 {
			fmt.Fprintf(&text, "  - {key: %s, zh: x, en: x, sections: [%s]}\n", g.Key, strings.Join(g.Sections, ", "))
		} else {
			rest = append(rest, g.Sections...)
		}
	}
	fmt.Fprintf(&text, "  - {key: other, zh: x, en: x, sections: [%s]}\ncountry_groups:\n", strings.Join(rest, ", "))
	near, far := quoted(whole.CountryGroups[1].Countries), []string{}
	for i, g := range whole.CountryGroups {
		if i != 1 {
			far = append(far, quoted(g.Countries)...)
		}
	}
	fmt.Fprintf(&text, "  - {key: near, zh: x, en: x, countries: [%s]}\n  - {key: far, zh: x, en: x, countries: [%s]}\n", strings.Join(near, ", "), strings.Join(far, ", "))
	text.WriteString("countries: [{key: VN, zh: x, en: x}]\ndistricts: [{key: east, zh: x, en: x}, {key: west, zh: x, en: x}, {key: north, zh: x, en: x}]\ntables:\n")
	for _, table := range whole.Tables {
		if strings.Contains(" "+tables+" ", " "+table.Name+" ") {
			fmt.Fprintf(&text, "  - {name: %s, dimensions: [%s], measures: [%s], cadence: %s}\n", table.Name, strings.Join(table.Dimensions, ", "), strings.Join(table.Measures, ", "), table.Cadence)
		}
	}
	text.WriteString("structural: []\n")
	l, err := lattice.Load([]byte(text.String()), []lattice.Rule{{ID: "TAX-001", Severities: []string{"high"}}, {ID: "TAX-002", Severities: []string{"high", "medium"}}})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func quoted(codes []string) (out []string) {
	for _, c := range codes {
		out = append(out, `"`+c+`"`)
	}
	return out
}

// drawn is one company of dice.
func drawn(dice *rand.Rand, l *lattice.Lattice, at int) population.Line {
	pick := func(words ...string) string { return words[dice.IntN(len(words))] }
	line := population.Line{Group: fmt.Sprint("g", at), Head: true, Company: fmt.Sprint("c", at), Section: pick("C", "C", "C", "F", "F", "J"), District: pick("east", "east", "east", "west", "west", "north"),
		At: first.AddDate(0, 0, -1-dice.IntN(80)), Areas: map[string]population.Outcome{}, Consent: true, Synthetic: true}
	for range dice.IntN(3) {
		line.Countries = append(line.Countries, pick("VN", "VN", "TH", "SG", "US", "DE"))
	}
	for _, a := range l.Areas {
		if dice.IntN(5) == 0 {
			continue
		}
		o := population.Outcome{Band: dice.IntN(5), Risk: dice.IntN(5) < 2}
		if o.Risk {
			o.Findings = 1 + dice.IntN(4)
			if a.Key == "tax" && dice.IntN(2) == 0 {
				line.Rules = append(line.Rules, "TAX-001")
			}
		}
		line.Areas[a.Key] = o
	}
	return line
}

// countedLines counts lines at a cut.
func countedLines(t testing.TB, l *lattice.Lattice, lines []population.Line, cut time.Time) *counting.Result {
	t.Helper()
	var file bytes.Buffer
	w := population.NewWriter(&file, l)
	for _, line := range lines {
		if err := w.Write(line); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	groups, err := population.Merge(population.NewReader(&file, l), cut)
	if err != nil {
		t.Fatal(err)
	}
	in, err := counting.Count(l, groups)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// people are lines of dice.
func people(dice *rand.Rand, l *lattice.Lattice, many int) (out []population.Line) {
	for at := range many {
		out = append(out, drawn(dice, l, at))
	}
	return out
}

// moved is a population at the next cut: some companies are others.
func moved(dice *rand.Rand, l *lattice.Lattice, lines []population.Line, many int) []population.Line {
	out := append([]population.Line(nil), lines...)
	for range many {
		at := dice.IntN(len(out))
		out[at] = drawn(dice, l, at)
	}
	for i := range dice.IntN(many + 1) {
		out = append(out, drawn(dice, l, len(lines)+i))
	}
	return out
}
