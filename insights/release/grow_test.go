package release_test

import (
	"bytes"
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
