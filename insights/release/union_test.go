package release_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/zhuqi-yunzhan/station/insights/counting"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/population"
	"github.com/zhuqi-yunzhan/station/insights/release"
)

// unchanged is what the strong attacker knows: which numbers did not change.
func unchanged(was, now *counting.Result) func(string) bool {
	return func(name string) bool {
		a, _ := was.Of(name)
		b, _ := now.Of(name)
		return a.Value == b.Value
	}
}

// both builds two releases of dice, and attacks them together.
func both(t *testing.T, l *lattice.Lattice, seed uint64, companies int, proved bool) (one, two release.Release, a release.Audit, got release.Attacked) {
	t.Helper()
	dice := rand.New(rand.NewPCG(seed, 1))
	lines := people(dice, l, companies)
	was := countedLines(t, l, lines, first)
	now := countedLines(t, l, moved(dice, l, lines, 2+dice.IntN(14)), later)
	var due []string
	for i, table := range l.Tables {
		if i == 0 || dice.IntN(2) == 0 {
			due = append(due, table.Name)
		}
	}
	one, _ = built(t, l, was, release.Options{Tables: due})
	o := release.Options{Previous: &one}
	if proved {
		o.Before = was
	}
	two, a = built(t, l, now, o)
	got, err := release.AttackBoth(t.Context(), two, one, l, unchanged(was, now))
	if err != nil {
		t.Fatal(err)
	}
	return one, two, a, got
}

// TestWhatTwoReleasesTellTogetherIsFound: a population of dice whose two releases tell nothing each, and together that two companies are at risk in a
// district. Proved together they tell nothing.
func TestWhatTwoReleasesTellTogetherIsFound(t *testing.T) {
	l := tiny(t, "T1 T2 T3 T4 T6 T8", 2)
	one, two, _, got := both(t, l, 26, 75, false)
	for _, r := range []release.Release{one, two} {
		if alone, err := release.Attack(t.Context(), r, l); err != nil || len(alone.Faults) > 0 {
			t.Fatalf("a release tells by itself: %v, %v", alone.Faults, err)
		}
	}
	if len(got.Faults) != 1 || got.Faults[0].Kind != release.FaultExact || got.Faults[0].What != "T6/risk/north/tax" || got.Faults[0].Why != "it can only be 2" {
		t.Fatalf("the two releases tell %v", got.Faults)
	}
	_, _, a, got := both(t, l, 26, 75, true)
	if len(got.Faults) > 0 || a.Unproved+a.Lost+len(a.Withheld) > 0 {
		t.Errorf("proved together they tell %v; %+v", got.Faults, a)
	}
}

// TestNobodyLearnsFromTwoReleasesOfDice: nothing is told by any two that were proved together, and nothing is narrowed but what the first had narrowed.
func TestNobodyLearnsFromTwoReleasesOfDice(t *testing.T) {
	l := tiny(t, "T1 T2 T3 T4 T6 T8", 2)
	seeds, leaks, shown := uint64(60), 0, 0
	if os.Getenv("STATION_SOAK") != "" {
		seeds = 2000
	}
	for seed := range seeds {
		companies := 60 + int(seed%5)*15
		_, _, _, alone := both(t, l, seed, companies, false)
		leaks += len(alone.Faults)
		_, two, a, got := both(t, l, seed, companies, true)
		for _, f := range got.Faults {
			if f.Kind != release.FaultNarrow || a.Lost == 0 {
				t.Errorf("seed %d: %v; %+v", seed, f, a)
			}
		}
		for _, m := range measuresOf(two) {
			if m.Shown() {
				shown++
			}
		}
	}
	if leaks < 10 || shown < 20*int(seeds) {
		t.Errorf("the test finds %d faults where nothing is proved together, and %d numbers are shown", leaks, shown)
	}
}

// TestTwoReleasesOfAStationTellNothingTogether holds it of generated populations a quarter apart, with how much is still shown.
func TestTwoReleasesOfAStationTellNothingTogether(t *testing.T) {
	type station struct {
		list      string
		companies int
		seed      uint64
	}
	stations := []station{{lattice.Small, 380, 1}, {lattice.Small, 380, 7}, {lattice.Small, 380, 13}}
	if os.Getenv("STATION_SOAK") != "" {
		stations = append(stations, station{lattice.Standard, 3000, 7})
	}
	for _, c := range stations {
		l := named(t, c.list)
		text, was := invented(t, l, population.Options{Companies: c.companies, Cut: first, Seed: c.seed})
		_, now := invented(t, l, population.Options{Previous: bytes.NewReader(text), PreviousCut: first, Cut: later, Seed: c.seed})
		one, _ := built(t, l, was, release.Options{})
		two, a := built(t, l, now, release.Options{Previous: &one, Before: was})
		got, err := release.AttackBoth(t.Context(), two, one, l, unchanged(was, now))
		if err != nil || len(got.Faults) > 0 || got.Sensitive < 400 || a.Unproved+a.Exact+len(a.Withheld) > 0 {
			t.Errorf("%+v: %v, %+v, %+v", c, err, got, a)
		}
		if faults := release.Follow(two, one, l); len(faults) > 0 {
			t.Errorf("%+v: %v", c, faults)
		}
		for _, s := range a.Sheets {
			if s.PerMille < 700 && (c.list == lattice.Small && s.Table != "T7" || s.Table == "T1") {
				t.Errorf("%+v: %+v", c, s)
			}
		}
		wrong := *was
		wrong.Cut = now.Cut
		if _, _, err := release.Build(t.Context(), l, now, release.Options{Previous: &one, Before: &wrong}); err == nil {
			t.Error("a count of another cut is taken for that of the release before")
		}
	}
}
