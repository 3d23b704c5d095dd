package counting

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/population"
	"pgregory.net/rapid"
)

var cut = time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)

func lat(t testing.TB) *lattice.Lattice {
	t.Helper()
	l, err := lattice.Default()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// both are the lists of the product, the standard one first.
func both(t testing.TB) []*lattice.Lattice {
	t.Helper()
	small, err := lattice.Named(lattice.Small)
	if err != nil {
		t.Fatal(err)
	}
	return []*lattice.Lattice{lat(t), small}
}

// keyOf is the key in the name of a variable.
func keyOf(name string) lattice.Key {
	words := strings.Split(name, "/")
	return lattice.Key{Table: words[0], Words: words[2:]}
}

type failing interface {
	Helper()
	Fatal(...any)
}

func counted(t failing, l *lattice.Lattice, lines []population.Line) *Result {
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
	r, err := Count(l, groups)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// lines draws a small population whose cells are nearly all odd: few groups, many countries, old
// and withheld lines, heads that do not enter.
func lines(t *rapid.T, l *lattice.Lattice) []population.Line {
	n := rapid.IntRange(1, 40).Draw(t, "companies")
	headed := map[string]bool{}
	var out []population.Line
	for i := range n {
		line := one(t, l, i)
		line.Head = !headed[line.Group] && rapid.Bool().Draw(t, "head")
		headed[line.Group] = headed[line.Group] || line.Head
		out = append(out, line)
	}
	return out
}

func one(t *rapid.T, l *lattice.Lattice, i int) population.Line {
	pick := func(words ...string) string { return rapid.SampledFrom(words).Draw(t, "word") }
	line := population.Line{Group: fmt.Sprint("g", rapid.IntRange(1, 12).Draw(t, "group")), Company: fmt.Sprintf("c%03d", i),
		Section: pick("A", "C", "F", "G", "I", "J", "E"), District: pick(l.Words("district")...), Synthetic: true,
		At: cut.AddDate(0, 0, -rapid.IntRange(-3, 400).Draw(t, "age")), Consent: rapid.IntRange(0, 4).Draw(t, "consent") > 0, Areas: map[string]population.Outcome{}}
	for range rapid.IntRange(0, 4).Draw(t, "countries") {
		if c := pick("VN", "TH", "TL", "BN", "US", "KE", "CD", "HK", "MO"); !slices.Contains(line.Countries, c) {
			line.Countries = append(line.Countries, c)
		}
	}
	for _, a := range l.Words("area") {
		if rapid.Bool().Draw(t, "looked") {
			o := population.Outcome{Band: rapid.IntRange(0, 4).Draw(t, "band"), Findings: rapid.IntRange(0, 3).Draw(t, "findings")}
			o.Risk = o.Findings > 0
			line.Areas[a] = o
		}
	}
	if len(line.Areas) > 0 {
		line.Whole = rapid.IntRange(0, 4).Draw(t, "whole")
	}
	for range rapid.IntRange(0, 5).Draw(t, "rules") {
		rule := rapid.IntRange(0, len(l.Rules)-1).Draw(t, "rule")
		o, looked := line.Areas[l.Areas[l.AreaOfRule(rule)].Key]
		if looked && (o.Risk || !l.Rules[rule].Severe()) && !slices.Contains(line.Rules, l.Rules[rule].ID) {
			line.Rules = append(line.Rules, l.Rules[rule].ID)
		}
	}
	return line
}
