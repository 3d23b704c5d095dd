package release_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/insights/counting"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/population"
	"github.com/zhuqi-yunzhan/station/insights/release"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
)

var first, later = time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC), time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)

func theLattice(t *testing.T) *lattice.Lattice {
	t.Helper()
	l, err := lattice.Default()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// invented is a population, or an older one a quarter later.
func invented(t *testing.T, l *lattice.Lattice, o population.Options) ([]byte, *counting.Result) {
	t.Helper()
	var out bytes.Buffer
	o.Lattice = l
	if o.Seed == 0 {
		o.Seed = 7
	}
	if _, err := population.Generate(&out, o); err != nil {
		t.Fatal(err)
	}
	text := bytes.Clone(out.Bytes())
	groups, err := population.Merge(population.NewReader(&out, l), o.Cut)
	if err != nil {
		t.Fatal(err)
	}
	in, err := counting.Count(l, groups)
	if err != nil {
		t.Fatal(err)
	}
	return text, in
}

func built(t *testing.T, l *lattice.Lattice, in *counting.Result, o release.Options) (release.Release, release.Audit) {
	t.Helper()
	r, a, err := release.Build(t.Context(), l, in, o)
	if err != nil {
		t.Fatal(err)
	}
	return r, a
}

// each calls with every measure of a release and its true value.
func each(r release.Release, in *counting.Result, do func(name string, m release.Measure, value int)) {
	for _, t := range r.Tables {
		for _, c := range t.Cells {
			for measure, m := range c.Measures {
				name := lattice.Key{Table: t.Table, Words: c.Key}.Name(measure)
				v, _ := in.Of(name)
				do(name, m, int(v.Value))
			}
		}
	}
}

func TestAReleaseTellsNothingOfWhatItHides(t *testing.T) {
	l := theLattice(t)
	_, in := invented(t, l, population.Options{Companies: 3000, Cut: first})
	r, a := built(t, l, in, release.Options{})
	shown, hidden := 0, 0
	each(r, in, func(name string, m release.Measure, value int) {
		switch m.Status {
		case sdc.Published:
			if shown++; !m.Shown() || *m.Value != value || m.AsOf != "2026-10-01" || value < release.LeastK {
				t.Errorf("%s is published as %+v and is %d", name, m, value)
			}
		case sdc.Primary, sdc.Secondary, sdc.Withheld:
			if hidden++; m.Shown() || m.AsOf != "" {
				t.Errorf("%s is hidden as %+v", name, m)
			}
		default:
			t.Errorf("%s is %s", name, m.Status)
		}
	})
	for _, table := range r.Tables {
		for _, c := range table.Cells {
			n, risk := c.Measures["n"], c.Measures["risk"]
			if n.Shown() && risk.Shown() && *n.Value-*risk.Value < release.LeastK {
				t.Errorf("%s %v: %d of %d are at risk, which tells of those who are not", table.Table, c.Key, *risk.Value, *n.Value)
			}
			if table.Table != "T1" && !n.Shown() && risk.Status != "" && !risk.Shown() && c.Coarser == nil {
				t.Errorf("%s %v is hidden and names no coarser cell", table.Table, c.Key)
			}
		}
	}
	if shown < 1000 || hidden < 100 || a.Unproved != 0 || a.Exact != 0 || a.Narrowest < release.LeastK || len(a.Withheld) != 0 {
		t.Errorf("%d shown, %d hidden, audit %+v", shown, hidden, a)
	}
	for _, s := range a.Sheets {
		if s.Published+s.Held+s.Primary+s.Secondary+s.Withheld+s.Structural != s.Numbers {
			t.Errorf("%+v does not add up", s)
		}
	}
	if got, err := release.Attack(t.Context(), r, l); err != nil || len(got.Faults) > 0 || got.Sensitive < 300 {
		t.Errorf("from what is published alone: %v, %+v", err, got)
	}
	again, _ := built(t, l, in, release.Options{})
	one, two := folder(t, r, a), folder(t, again, a)
	if one != two {
		t.Error("the same numbers make another release")
	}
	if strings.Contains(one, "contributors") || strings.Contains(one, `"insiders"`) {
		t.Error("the release tells of contributors")
	}
}

func folder(t *testing.T, r release.Release, a release.Audit) string {
	t.Helper()
	return folderOf(t, theLattice(t), r, a)
}

// folderOf writes a release, reads it back, and gives its file.
func folderOf(t *testing.T, l *lattice.Lattice, r release.Release, a release.Audit) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	if err := release.Write(dir, r, a); err != nil {
		t.Fatal(err)
	}
	back, err := release.Read(dir, l)
	if err != nil {
		t.Fatal(err)
	}
	was, _ := r.Hash()
	if now, err := back.Hash(); err != nil || now != was {
		t.Errorf("%s is read as %s, %v", was, now, err)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 2 {
		t.Errorf("%d files, %v", len(files), err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "release.json"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestANumberIsRenewedOnlyWhenKGroupsMoved: whoever holds two releases finds no number that moved by fewer, and none that appears.
func TestANumberIsRenewedOnlyWhenKGroupsMoved(t *testing.T) {
	l := theLattice(t)
	text, in := invented(t, l, population.Options{Companies: 3000, Cut: first})
	before, _ := built(t, l, in, release.Options{})
	_, now := invented(t, l, population.Options{Previous: bytes.NewReader(text), PreviousCut: first, Cut: later})
	r, a := built(t, l, now, release.Options{Previous: &before})
	was := map[string]release.Measure{}
	each(before, in, func(name string, m release.Measure, _ int) { was[name] = m })
	held, renewed := 0, 0
	each(r, now, func(name string, m release.Measure, value int) {
		old := was[name]
		switch {
		case m.Status == release.Held:
			if held++; !old.Shown() || *m.Value != *old.Value || m.AsOf != old.AsOf {
				t.Errorf("%s is held as %+v, and was %+v", name, m, old)
			}
		case m.Status == sdc.Published && !old.Shown():
			t.Errorf("%s appears", name)
		case m.Status == sdc.Published:
			d := max(*m.Value-*old.Value, *old.Value-*m.Value)
			if renewed++; *m.Value != value || d != 0 && d < release.LeastK {
				t.Errorf("%s moves from %d to %d, and is %d", name, *old.Value, *m.Value, value)
			}
		}
	})
	if hash, _ := before.Hash(); held < 50 || renewed < 50 || r.Previous != hash || a.Unproved != 0 {
		t.Errorf("%d held, %d renewed, %d not proved", held, renewed, a.Unproved)
	}
}

func TestARuleBelowTheLeastIsRefused(t *testing.T) {
	l := theLattice(t)
	_, in := invented(t, l, population.Options{Companies: 380, Cut: first})
	past := release.Release{Format: release.Format, Cut: "2026-10-01", Lattice: l.Version()}
	other := release.Release{Format: release.Format, Cut: "2026-07-01", Lattice: "other"}
	for name, o := range map[string]release.Options{"k": {K: 4}, "p": {P: 5}, "order": {Previous: &past}, "lattice": {Previous: &other}, "a table there is not": {Tables: []string{"T11"}}, "a count without its release": {Before: in}} {
		if _, _, err := release.Build(t.Context(), l, in, o); err == nil {
			t.Errorf("%s: %+v is taken", name, o)
		}
	}
	dir := t.TempDir()
	for name, text := range map[string]string{"another form": `{"format":"x"}`, "another lattice": `{"format":"station-release/1","lattice":"x","k":5}`, "no JSON": `{`, "a low k": `{"format":"station-release/1","lattice":"` + l.Version() + `","k":3}`,
		"a hidden value": `{"format":"station-release/1","lattice":"` + l.Version() + `","k":5,"tables":[{"table":"T1","cells":[]}]}`} {
		if err := os.WriteFile(filepath.Join(dir, "release.json"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := release.Read(dir, l); err == nil {
			t.Errorf("%s is read", name)
		}
	}
}
