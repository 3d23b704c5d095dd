package lattice

import (
	"slices"
	"strings"
	"testing"
)

func TestTheSmallListIsWholeAndAllOfItIsAnswered(t *testing.T) {
	l, err := Named(Small)
	if err != nil || l.Name != Small {
		t.Fatal(err)
	}
	for table, want := range map[string]int{"T1": 4, "T2": 10, "T3": 16, "T4": 15, "T5": 0, "T6": 15, "T7": len(l.Rules), "T8": 8, "T9": 0, "T10": 15} {
		if got := len(l.Keys(table)); got != want || l.Has(table) != (want > 0) {
			t.Errorf("%s has %d cells, not %d", table, got, want)
		}
	}
	for _, table := range l.Tables {
		for _, k := range l.Keys(table.Name) {
			at := k
			for steps := 0; ; steps++ {
				next, more := l.Coarser(at)
				if !more {
					break
				}
				if at = next; !l.Knows(next) || steps > 4 {
					t.Fatalf("%v is answered by %v, which is not there", k, next)
				}
			}
			if at.Table != "T1" {
				t.Errorf("%v ends at %v", k, at)
			}
		}
	}
	if k, _ := l.Coarser(T10{"asia", "tax"}.Key()); k.Name("n") != "T4/n/asia/tax/all" {
		t.Error("the sum of findings of Asia is answered by", k)
	}
	for _, a := range load(t).Areas {
		if !slices.Contains(l.Areas, a) {
			t.Error("the lists do not share the area", a)
		}
	}
	for band, want := range map[int]string{1: "b1-b3", 3: "b1-b3", 4: "b4"} {
		if got := l.Words("band")[l.BandOf(band)]; got != want {
			t.Errorf("band %d is in %s", band, got)
		}
	}
}

func TestALatticeIsFoundByNameAndByVersion(t *testing.T) {
	for _, name := range []string{Standard, Small} {
		l, err := Named(name)
		if err != nil {
			t.Fatal(err)
		}
		districts := []Word{{"east", "东区", "East"}}
		own, err := l.WithDistricts(districts)
		if err != nil {
			t.Fatal(err)
		}
		if back, found := ByVersion(l.Version(), nil); !found || back.Name != name {
			t.Errorf("%s is found as %v", name, back)
		}
		if back, found := ByVersion(own.Version(), districts); !found || back.Name != name || len(back.Districts) != 1 {
			t.Errorf("%s with districts is found as %v", name, back)
		}
		if _, found := ByVersion(own.Version(), nil); found {
			t.Error("a list with districts is found without them")
		}
	}
	if _, err := Named("tiny"); err == nil {
		t.Error("there is a list that there is not")
	}
	if ForCompanies(0) != Small || ForCompanies(SmallBelow-1) != Small || ForCompanies(SmallBelow) != Standard {
		t.Error("the list does not follow from the number of companies")
	}
}

func TestAListMayLeaveTablesOutButNotThoseThatOthersNeed(t *testing.T) {
	for name, c := range map[string][3]string{
		"countries by area without countries": {"  - {name: T2, dimensions: [country], measures: [n, risk], cadence: monthly}\n", "", "T5 needs T2"},
		"no areas":                            {"  - {name: T1, dimensions: [area_any], measures: [n, risk], cadence: weekly}\n", "", "needs T1"},
		"no name":                             {"name: standard", "name: ''", "name"},
		"bands joined out of order":           {"# Source of the letters", "band_groups: [{key: low, bands: [b2, b1, b3, b4], zh: 低, en: Low}]\n#", "out of its order"},
		"a band in no group":                  {"# Source of the letters", "band_groups: [{key: low, bands: [b1, b2, b3], zh: 低, en: Low}]\n#", "b4 is in none"},
	} {
		text := strings.Replace(string(source), c[0], c[1], 1)
		if _, err := Load([]byte(text), nil); text == string(source) || err == nil || !strings.Contains(err.Error(), c[2]) {
			t.Errorf("%s: %v", name, err)
		}
	}
	text := strings.Replace(string(source), "  - {name: T7, dimensions: [rule], measures: [risk], cadence: quarterly}\n", "", 1)
	if l, err := Load([]byte(text), nil); err != nil || l.Has("T7") || len(l.Tables) != 9 {
		t.Error("a list without rules:", err)
	}
}
