package release_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/insights/counting"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/population"
	"github.com/zhuqi-yunzhan/station/insights/release"
)

func named(t testing.TB, name string) *lattice.Lattice {
	t.Helper()
	l, err := lattice.Named(name)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// seeded is a population of a seed, counted.
func seeded(t testing.TB, l *lattice.Lattice, companies int, seed uint64) *counting.Result {
	t.Helper()
	var out bytes.Buffer
	if _, err := population.Generate(&out, population.Options{Lattice: l, Seed: seed, Companies: companies, Cut: first}); err != nil {
		t.Fatal(err)
	}
	groups, err := population.Merge(population.NewReader(&out, l), first)
	if err != nil {
		t.Fatal(err)
	}
	in, err := counting.Count(l, groups)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// TestASmallStationPublishesMostOfItsNumbers holds the small list to what it is for: of the smallest station and of one of 1,000 companies,
// at k = 5 and in a first release, every table but that of rules shows at least 70 % of its numbers.
func TestASmallStationPublishesMostOfItsNumbers(t *testing.T) {
	l := named(t, lattice.Small)
	for _, companies := range []int{380, 1000} {
		for _, seed := range []uint64{1, 7, 13} {
			begin := time.Now()
			r, a, err := release.Build(t.Context(), l, seeded(t, l, companies, seed), release.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got, err := release.Attack(t.Context(), r, l); err != nil || len(got.Faults)+got.Unproved > 0 || got.Sensitive < 50 {
				t.Errorf("%d companies, seed %d: %v, %+v", companies, seed, err, got)
			}
			for _, s := range a.Sheets {
				least := map[string]int{"T1": 1000, "T7": 200}[s.Table]
				if s.PerMille < max(least, 700) && s.Table != "T7" || s.PerMille < least {
					t.Errorf("%d companies, seed %d: %+v", companies, seed, s)
				}
			}
			if took := time.Since(begin); took > 20*time.Second || a.Unproved+a.Exact > 0 || len(a.Withheld) > 0 || len(a.Sheets) != len(l.Tables) {
				t.Errorf("%d companies, seed %d: %v, audit %+v", companies, seed, took, a)
			}
		}
	}
}

// TestSoakShares prints how much of each table is published, for docs/adr/0021-two-lists.md.
func TestSoakShares(t *testing.T) {
	if os.Getenv("STATION_SOAK") == "" {
		return
	}
	for _, size := range []struct {
		list      string
		companies int
	}{{lattice.Small, 380}, {lattice.Small, 1000}, {lattice.Standard, 3000}} {
		l := named(t, size.list)
		for _, k := range []int{release.LeastK, release.OutsideK} {
			shown, hidden, slowest := map[string][]int{}, map[string]int{}, time.Duration(0)
			for _, seed := range []uint64{1, 7, 13} {
				in, begin := seeded(t, l, size.companies, seed), time.Now()
				_, a, err := release.Build(t.Context(), l, in, release.Options{K: k})
				if err != nil || a.Unproved+a.Exact > 0 {
					t.Fatal(a, err)
				}
				slowest = max(slowest, time.Since(begin))
				for _, s := range a.Sheets {
					shown[s.Table] = append(shown[s.Table], s.PerMille/10)
					hidden[s.Table] = max(hidden[s.Table], 100*(s.Secondary+s.Withheld)/s.Numbers)
				}
			}
			fmt.Printf("| %d, %s | %d |", size.companies, size.list, k)
			for i := range 10 {
				name := fmt.Sprintf("T%d", i+1)
				if len(shown[name]) == 0 {
					fmt.Print(" – |")
					continue
				}
				fmt.Printf(" %d–%d (%d) |", slices.Min(shown[name]), slices.Max(shown[name]), hidden[name])
			}
			fmt.Printf(" %.1f s |\n", slowest.Seconds())
		}
	}
}
