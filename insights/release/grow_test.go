package release_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/insights/counting"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/population"
	"github.com/zhuqi-yunzhan/station/insights/release"
)

// TestAStationThatGrowsComesToShowItsTables: a station begins with few who agree, and what its first releases hide does not stay hidden for ever. Nobody
// learns from two of them what either hid.
func TestAStationThatGrowsComesToShowItsTables(t *testing.T) {
	l := named(t, lattice.Small)
	text, _ := invented(t, l, population.Options{Companies: 600, Cut: first, Seed: 7})
	lines := bytes.SplitAfter(text, []byte("\n"))
	var was *counting.Result
	var before *release.Release
	shares := [][2]int{}
	for i, companies := range []int{40, 110, 240, 380, 600} {
		cut := first.AddDate(0, i, 0)
		groups, err := population.Merge(population.NewReader(bytes.NewReader(bytes.Join(lines[:companies], nil)), l), cut)
		if err != nil {
			t.Fatal(err)
		}
		now, err := counting.Count(l, groups)
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		r, a := built(t, l, now, release.Options{Previous: before, Before: was})
		t.Logf("%d companies: %v, %d not proved, %d lost, withheld %v", companies, time.Since(start).Round(time.Millisecond), a.Unproved, a.Lost, a.Withheld)
		if before != nil {
			got, err := release.AttackBoth(t.Context(), r, *before, l, unchanged(was, now))
			if err != nil || len(got.Faults) > 0 {
				t.Errorf("%d companies: %v, %v", companies, err, got.Faults)
			}
			if faults := release.Follow(r, *before, l); len(faults) > 0 {
				t.Errorf("%d companies: %v", companies, faults)
			}
		}
		share := [2]int{}
		for _, s := range a.Sheets {
			t.Logf("  %s %d ‰, %d held", s.Table, s.PerMille, s.Held)
			switch s.Table {
			case "T1":
				share[0] = s.PerMille
			case "T4":
				share[1] = s.PerMille
			}
		}
		shares = append(shares, share)
		was, before = now, &r
	}
	if last := shares[len(shares)-1]; shares[0][1] > 500 || last[0] < 1000 || last[1] < 900 {
		t.Errorf("T1 and T4 show %v of a thousand", shares)
	}
}

// TestFiguresOfAStationStayWholeAndMove: over three quarters no table loses a number, numbers are renewed, and each release is sound by itself and beside the one
// before.
func TestFiguresOfAStationStayWholeAndMove(t *testing.T) {
	l := named(t, lattice.Small)
	text, was := invented(t, l, population.Options{Companies: 380, Cut: first, Seed: 7})
	before, a := built(t, l, was, release.Options{})
	start := a.Sheets
	cut := first
	for range 3 {
		next := cut.AddDate(0, 3, 0)
		older, now := invented(t, l, population.Options{Previous: bytes.NewReader(text), PreviousCut: cut, Cut: next, Seed: 7})
		r, a := built(t, l, now, release.Options{Previous: &before, Before: was})
		alone, err := release.Attack(t.Context(), r, l)
		if err != nil || len(alone.Faults) > 0 {
			t.Errorf("%s: %v, %v", r.Cut, err, alone.Faults)
		}
		together, err := release.AttackBoth(t.Context(), r, before, l, unchanged(was, now))
		if err != nil {
			t.Error(err)
		}
		for _, f := range together.Faults {
			// what the release before tells by itself to who knows that other numbers did not change since, no later release takes back
			if a.Lost == 0 || f.Kind != release.FaultNarrow && !strings.HasPrefix(f.What, "before/") {
				t.Errorf("%s: %v", r.Cut, f)
			}
		}
		if faults := release.Follow(r, before, l); len(faults) > 0 {
			t.Errorf("%s: %v", r.Cut, faults)
		}
		if a.Unproved > 0 || a.Narrowest < release.LeastK {
			t.Errorf("%s: %+v", r.Cut, a)
		}
		renewed := 0
		for i, s := range a.Sheets {
			renewed += s.Published
			if s.PerMille < start[i].PerMille {
				t.Errorf("%s: %s shows %d of a thousand, and showed %d", r.Cut, s.Table, s.PerMille, start[i].PerMille)
			}
		}
		if renewed < 40 {
			t.Errorf("%s: only %d numbers are renewed", r.Cut, renewed)
		}
		text, was, before, cut = older, now, r, next
	}
}

// TestAReleaseOfAStationsOwnDistrictsIsReadByItself: the file says which they are.
func TestAReleaseOfAStationsOwnDistrictsIsReadByItself(t *testing.T) {
	l, err := named(t, lattice.Small).WithDistricts([]lattice.Word{{Key: "donggang", Zh: "东港区", En: "Donggang"}, {Key: "elsewhere", Zh: "其他区县", En: "Elsewhere"}})
	if err != nil {
		t.Fatal(err)
	}
	_, in := invented(t, l, population.Options{Companies: 380, Cut: first, Seed: 7})
	r, a := built(t, l, in, release.Options{})
	dir := t.TempDir() + "/out"
	if err := release.Write(dir, r, a); err != nil {
		t.Fatal(err)
	}
	back, of, err := release.Open(dir, nil)
	if err != nil || of.Version() != l.Version() || len(back.Districts) != 2 {
		t.Errorf("%v, %v", back.Districts, err)
	}
}
