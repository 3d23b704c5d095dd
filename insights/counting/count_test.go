package counting

import (
	"bytes"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/population"
	"pgregory.net/rapid"
)

func TestEveryPrintedNumberIsWhatCountingByHandGives(t *testing.T) {
	for _, l := range both(t) {
		rapid.Check(t, func(t *rapid.T) {
			all := lines(t, l)
			got, want := counted(t, l, all), plainly(l, all)
			for _, v := range got.Variables {
				if v.Printed && v.Value != want[v.Name] {
					t.Errorf("%s is %d, by hand %d", v.Name, v.Value, want[v.Name])
				}
				delete(want, v.Name)
			}
			for name := range want {
				if table, _, _ := strings.Cut(name, "/"); l.Knows(keyOf(name)) || l.Has(table) && table != "T4" {
					t.Errorf("%s is counted by hand only", name)
				}
			}
		})
	}
}

func broken(r *Result, s Relations) (out []string) {
	left := func(of Relation) (sum int64) {
		for i, name := range of.Names {
			v, known := r.Of(name)
			if !known {
				out = append(out, of.Why+": no variable "+name)
			}
			sum += of.Coefficients[i] * v.Value
		}
		return sum
	}
	for _, e := range s.Equal {
		if left(e) != 0 {
			out = append(out, "not equal: "+e.Why+": "+strings.Join(e.Names, " "))
		}
	}
	for _, e := range s.AtMost {
		if left(e) > 0 {
			out = append(out, "above: "+e.Why+": "+strings.Join(e.Names, " "))
		}
	}
	for _, v := range r.Variables {
		if v.Value < 0 || v.Contributors < 0 || v.Top[0]+v.Top[1] > v.Value && v.Measure == Findings {
			out = append(out, "below zero or a top above the sum: "+v.Name)
		}
	}
	return out
}

func TestEveryEqualityAndInequalityHoldsOnAnyPopulation(t *testing.T) {
	for i, l := range both(t) {
		s, least := Of(l), [][2]int{{800, 1500}, {300, 250}}[i]
		if len(s.Equal) < least[0] || len(s.AtMost) < least[1] {
			t.Fatal("there are too few relations:", len(s.Equal), len(s.AtMost))
		}
		rapid.Check(t, func(t *rapid.T) {
			for _, complaint := range broken(counted(t, l, lines(t, l)), s) {
				t.Error(complaint)
			}
		})
	}
}

func TestEveryRelationHoldsOnAMadePopulationToo(t *testing.T) {
	for _, l := range both(t) {
		for _, seed := range []uint64{1, 2, 3} {
			for _, complaint := range broken(counted(t, l, made(t, l, 5000, seed)), Of(l)) {
				t.Error(complaint)
			}
		}
	}
}

// TestARelationThatIsFalseWouldBeFound spoils one number at a time, which must break a relation: the
// checks above are no empty words.
func TestARelationThatIsFalseWouldBeFound(t *testing.T) {
	l := lat(t)
	r, s := counted(t, l, made(t, l, 2000, 4)), Of(l)
	for _, step := range []int{0, 3, 70, 300, 1500, 2000} {
		v := &r.Variables[step]
		was := v.Value
		v.Value += 100_000
		if len(broken(r, s)) == 0 {
			t.Errorf("%s may be anything", v.Name)
		}
		v.Value = was
	}
}

func TestTheOrderOfLinesNeverMatters(t *testing.T) {
	l := lat(t)
	rapid.Check(t, func(t *rapid.T) {
		all := lines(t, l)
		first := counted(t, l, all)
		dice := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		dice.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		if !reflect.DeepEqual(first, counted(t, l, all)) {
			t.Error("another order counts otherwise")
		}
	})
}

func TestALineWithoutConsentChangesNothing(t *testing.T) {
	l := lat(t)
	rapid.Check(t, func(t *rapid.T) {
		all := lines(t, l)
		with := counted(t, l, all)
		silent := one(t, l, 999)
		silent.Consent, silent.Head, silent.Synthetic = false, true, rapid.Bool().Draw(t, "synthetic")
		if rapid.Bool().Draw(t, "twice") {
			silent.Company = all[0].Company
		}
		at := rapid.IntRange(0, len(all)).Draw(t, "place")
		if !reflect.DeepEqual(with, counted(t, l, slices.Insert(all, at, silent))) {
			t.Error("who did not agree was counted")
		}
	})
}

func TestMovingACompanyChangesOnlyTheCellsOfItsDistrict(t *testing.T) {
	l := lat(t)
	rapid.Check(t, func(t *rapid.T) {
		all := lines(t, l)
		before := counted(t, l, all)
		at := rapid.IntRange(0, len(all)-1).Draw(t, "company")
		from, to := all[at].District, rapid.SampledFrom(l.Words("district")).Draw(t, "to")
		all[at].District = to
		after := counted(t, l, all)
		for i, v := range before.Variables {
			now := after.Variables[i]
			moved := v.Value != now.Value
			if moved && (v.Key.Table != "T6" || v.Key.Words[0] != from && v.Key.Words[0] != to) {
				t.Errorf("%s changed from %d to %d", v.Name, v.Value, now.Value)
			}
			if d := now.Value - v.Value; d < -1 || d > 1 {
				t.Errorf("%s moved by %d for one group", v.Name, d)
			}
		}
	})
}

func TestAnotherIndustryOrCountryOfACompanyChangesOnlyTheirTables(t *testing.T) {
	l := lat(t)
	rapid.Check(t, func(t *rapid.T) {
		all := lines(t, l)
		before := counted(t, l, all)
		at, may := rapid.IntRange(0, len(all)-1).Draw(t, "company"), []string{"T3", "T4", "T9"}
		if rapid.Bool().Draw(t, "country") {
			all[at].Countries, may = append(all[at].Countries, "JP"), []string{"T2", "T4", "T5", "T10"}
		} else {
			all[at].Section = "M"
		}
		for i, v := range counted(t, l, all).Variables {
			if v.Value != before.Variables[i].Value && !slices.Contains(may, v.Key.Table) {
				t.Errorf("%s changed from %d to %d", v.Name, before.Variables[i].Value, v.Value)
			}
		}
	})
}

func TestTheTwoLargestContributionsToFindingsAreKnown(t *testing.T) {
	l := lat(t)
	var all []population.Line
	for i, n := range []int{3, 9, 0, 5} {
		all = append(all, population.Line{Group: string(rune('a' + i)), Company: string(rune('a' + i)), Section: "C", District: "nanhu", Countries: []string{"VN", "TH"},
			At: cut.AddDate(0, 0, -1), Areas: map[string]population.Outcome{"tax": {Risk: n > 0, Findings: n}}, Consent: true, Synthetic: true})
	}
	v, _ := counted(t, l, all).Of("T10/findings/southeast-asia/tax")
	if v.Value != 17 || v.Contributors != 3 || v.Top != [2]int64{9, 5} {
		t.Errorf("%+v", v)
	}
}

func TestSomebodyInACellThatIsDeclaredEmptyIsAnError(t *testing.T) {
	l := lat(t)
	own := *l
	own.Structural = []lattice.Structural{{Table: "T2", Key: []string{"VN"}, Why: "nobody there"}}
	var file bytes.Buffer
	if _, err := population.Generate(&file, population.Options{Lattice: l, Companies: 400, Cut: cut}); err != nil {
		t.Fatal(err)
	}
	groups, err := population.Merge(population.NewReader(&file, l), cut)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Count(&own, groups); err == nil || !strings.Contains(err.Error(), "nobody there") {
		t.Error("got", err)
	}
	own.Structural = []lattice.Structural{{Table: "T7", Key: []string{"TAX-001"}, Why: "it cannot fire"}}
	r := counted(t, &own, nil)
	if risk, _ := r.Of("T7/risk/TAX-001"); risk.Structural == "" {
		t.Error("the declared cell is not marked")
	}
	if rest, _ := r.Of("T7/rest/TAX-001"); rest.Structural != "" {
		t.Error("the rest of a rule that cannot fire is everybody, not nobody")
	}
}

func made(t testing.TB, l *lattice.Lattice, companies int, seed uint64) (all []population.Line) {
	t.Helper()
	var file bytes.Buffer
	if _, err := population.Generate(&file, population.Options{Lattice: l, Companies: companies, Seed: seed, Cut: cut}); err != nil {
		t.Fatal(err)
	}
	r := population.NewReader(&file, l)
	for range companies {
		line, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, line)
	}
	return all
}
