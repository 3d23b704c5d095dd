package release_test

import (
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"testing"

	"github.com/zhuqi-yunzhan/station/insights/counting"
	"github.com/zhuqi-yunzhan/station/insights/release"
)

// TestSmallReleasesOfDiceTellNothing attacks whole releases of random lists and populations from what is published alone.
func TestSmallReleasesOfDiceTellNothing(t *testing.T) {
	lists := []string{"T1", "T1 T3", "T1 T2 T4", "T1 T2 T4 T10", "T1 T3 T6 T8", "T1 T2 T3 T4 T6 T7 T8 T10"}
	seeds, sensitive := uint64(60), 0
	if os.Getenv("STATION_SOAK") != "" {
		seeds = 5000
	}
	for seed := range seeds {
		dice := rand.New(rand.NewPCG(seed, 3))
		l := tiny(t, lists[seed%6], 1+dice.IntN(3))
		in := countedLines(t, l, people(dice, l, 20+dice.IntN(120)), first)
		r, a := built(t, l, in, release.Options{K: 5 + 5*dice.IntN(2)})
		got, err := release.Attack(t.Context(), r, l)
		if err != nil || len(got.Faults) > 0 || a.Unproved > 0 {
			t.Errorf("seed %d: %v, %+v, %+v", seed, err, got.Faults, a)
		}
		sensitive += got.Sensitive
	}
	if sensitive < int(seeds)*5 {
		t.Errorf("%d sensitive numbers: the test attacks nothing", sensitive)
	}
}

// TestAReleaseHangsOnNothingThatItHides: another company in a hidden cell makes the same release, byte by byte, where every number that is shown is
// as it was and no other number falls below k or rises to it.
func TestAReleaseHangsOnNothingThatItHides(t *testing.T) {
	l := tiny(t, "T1 T2 T3 T4 T6 T7 T8 T10", 2)
	pairs, tries := 0, uint64(60)
	if os.Getenv("STATION_SOAK") != "" {
		tries = 5000
	}
	for seed := range tries {
		dice := rand.New(rand.NewPCG(seed, 4))
		lines := people(dice, l, 25+dice.IntN(60))
		in := countedLines(t, l, lines, first)
		r, a := built(t, l, in, release.Options{})
		for range 12 {
			changed := slices.Clone(lines)
			one, two := &changed[dice.IntN(len(lines))], &changed[dice.IntN(len(lines))]
			switch _, looked := one.Areas["tax"]; dice.IntN(5) {
			case 0:
				one.Section, two.Section = two.Section, one.Section
			case 1:
				one.District, two.District = two.District, one.District
			case 2:
				one.Countries, two.Countries = two.Countries, one.Countries
			case 3:
				*one = drawn(dice, l, len(lines))
			default:
				if looked && len(one.Rules) == 0 {
					one.Rules = []string{"TAX-002"}
				}
			}
			if now := countedLines(t, l, changed, first); !reflect.DeepEqual(in, now) && alike(r, in, now) {
				again, b := built(t, l, now, release.Options{})
				if a.Rounds+b.Rounds > 0 {
					continue // a repair weighs how narrow a number is
				}
				if pairs++; !reflect.DeepEqual(r, again) {
					t.Errorf("seed %d: another hidden company makes another release", seed)
				}
			}
		}
	}
	if pairs < int(tries)/10 {
		t.Errorf("only %d pairs were found", pairs)
	}
}

// alike tells whether two counts show the same in a release, and are sensitive in the same numbers.
func alike(r release.Release, was, now *counting.Result) bool {
	shown := measuresOf(r)
	for i, v := range was.Variables {
		n := now.Variables[i]
		if shown[v.Name].Shown() && v.Value != n.Value || (v.Contributors < release.LeastK) != (n.Contributors < release.LeastK) {
			return false
		}
		if v.Measure == counting.Findings && (v.Value != n.Value || v.Contributors != n.Contributors || v.Top != n.Top) {
			return false
		}
	}
	return true
}
