package lattice

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/language"
)

func load(t *testing.T) *Lattice {
	t.Helper()
	l, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestTheLatticeOfTheProductIsWhole(t *testing.T) {
	l := load(t)
	if got := []int{len(l.IndustryGroups), len(l.CountryGroups), len(l.Countries), len(l.Words("country")), len(l.Rules)}; got[0] != 7 || got[1] != 13 || got[2] != 40 || got[3] != 53 || got[4] < 250 {
		t.Error("groups, countries, rules:", got)
	}
	text, _ := os.ReadFile("lattice.yaml")
	sum := sha256.Sum256(text)
	if l.Version() != hex.EncodeToString(sum[:]) {
		t.Error("the version is not the file's digest:", l.Version())
	}
	sizes := map[string]int{"T1": 4, "T2": 53, "T3": 28, "T4": 13 * 3 * 8, "T5": 159, "T6": 15, "T7": len(l.Rules), "T8": 16, "T9": 28, "T10": 39}
	for table, want := range sizes {
		if got := len(l.Keys(table)); got != want {
			t.Errorf("%s has %d cells, not %d", table, got, want)
		}
	}
	if got := l.Keys("T3")[8].Name("risk"); got != "T3/risk/tax/trade" {
		t.Error("the order or the names of T3 changed:", got)
	}
}

// uncounted are China, and codes that are reserved, user-assigned or of countries that are no more.
const uncounted = " CN AC CP CQ DG EA EZ IC TA UN XK AN CS FQ NT PC SU YU "

func TestEveryCountryAbroadIsCountedSomewhere(t *testing.T) {
	l := load(t)
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string(a) + string(b)
			at, counted := l.CountryOf(code)
			region, err := language.ParseRegion(code)
			real := err == nil && region.IsCountry() && region.String() == code && region.Canonicalize() == region
			if counted && !real {
				t.Errorf("%s is counted and is no country", code)
			}
			if counted && l.Words("country")[at] != code && !strings.HasPrefix(l.Words("country")[at], "other-") {
				t.Errorf("%s is counted as %s", code, l.Words("country")[at])
			}
			if real && !counted && !strings.Contains(uncounted, " "+code+" ") {
				t.Errorf("%s is counted nowhere", code)
			}
		}
	}
	kenya, _ := l.CountryOf("KE")
	if l.Words("country")[kenya] != "other-sub-saharan-africa" {
		t.Error("Kenya is counted as", l.Words("country")[kenya])
	}
	if group := l.CountryGroups[l.GroupOfCountry(kenya)].Key; group != "sub-saharan-africa" {
		t.Error("Kenya's group is", group)
	}
}

func TestALatticeWithAFaultIsRefusedInPlainWords(t *testing.T) {
	cases := map[string][3]string{
		"a key nobody knows":       {"cadence: weekly}", "cadence: weekly, secret: yes}", "secret"},
		"a section in two groups":  {"sections: [B, D, E]", "sections: [B, D, E, F]", "section F is in"},
		"a section in none":        {"sections: [B, D, E]", "sections: [B, D]", "section E is in no group"},
		"a section there is not":   {"sections: [B, D, E]", "sections: [B, D, E, U]", "section U"},
		"a country in two groups":  {"countries: [JP, KP, KR, MN]", "countries: [JP, KP, KR, MN, HK]", "country HK is in"},
		"a country in none":        {"countries: [JP, KP, KR, MN]", "countries: [JP, KP, KR]", "country MN is in no group"},
		"a country named twice":    {"{key: KR, zh", "{key: JP, zh", "JP stands twice"},
		"a named one at home":      {"{key: KR, zh", "{key: CN, zh", "CN is no code"},
		"bands with a gap":         {"from: 50, to: 69", "from: 51, to: 69", "bands: b2"},
		"bands that end early":     {"to: 100", "to: 99", "not at 100"},
		"a table of another shape": {"{name: T2, dimensions: [country]", "{name: T2, dimensions: [country, rule]", "tables: T2"},
		"a table twice":            {"{name: T2, dimensions: [country], measures: [n, risk]", "{name: T1, dimensions: [area_any], measures: [n, risk]", "stands twice"},
		"a cadence there is not":   {"cadence: weekly}", "cadence: daily}", "neither weekly"},
		"a name in one language":   {"zh: 南湖区, ", "", "no name in one language"},
		"structural of no cell":    {"structural: []", `structural: [{table: T2, key: [XX], why: none}]`, `"XX" is no country`},
		"structural unexplained":   {"structural: []", `structural: [{table: T2, key: [JP]}]`, "no reason"},
		"another format":           {"station-lattice/1", "station-lattice/9", "format"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(string(source), c[0], c[1], 1)
			if text == string(source) {
				t.Fatal("the case changes nothing")
			}
			if _, err := Load([]byte(text), nil); err == nil || !strings.Contains(err.Error(), c[2]) {
				t.Errorf("got %v, wanted something about %q", err, c[2])
			}
		})
	}
	if _, err := Load(source, []Rule{{"ODD-001", []string{"high"}}}); err == nil {
		t.Error("a rule of no area was taken")
	}
}

func TestEveryHiddenCellIsAnsweredByACoarserOneUntilNoneIsCoarser(t *testing.T) {
	l := load(t)
	for _, table := range l.Tables {
		for _, k := range l.Keys(table.Name) {
			at, steps := k, 0
			for next, more := l.Coarser(at); more; next, more = l.Coarser(at) {
				if !l.Knows(next) {
					t.Fatalf("%v is answered by %v, which does not exist", at, next)
				}
				if at, steps = next, steps+1; steps > 4 {
					t.Fatalf("%v leads round in a circle", k)
				}
			}
			if at.Table != "T1" {
				t.Errorf("%v ends at %v", k, at)
			}
		}
	}
	if k, _ := l.Coarser(T5{"VN", "tax"}.Key()); k.Name("n") != "T4/n/southeast-asia/tax/all" {
		t.Error("Viet Nam is answered by", k)
	}
	if _, more := l.Coarser(T2{"CN"}.Key()); more {
		t.Error("a key that does not exist is answered")
	}
}

func TestAStationsDistrictsTakeTheDemosPlace(t *testing.T) {
	l := load(t)
	own, err := l.WithDistricts([]Word{{"east_1", "东区", "East"}, {"west", "西区", "West"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(own.Keys("T6")) != 6 || len(l.Keys("T6")) != 15 || own.Version() == l.Version() {
		t.Error("cells:", len(own.Keys("T6")), len(l.Keys("T6")))
	}
	if _, err := l.WithDistricts(nil); err == nil {
		t.Error("no districts were taken")
	}
	if _, err := l.WithDistricts([]Word{{"a/b", "东区", "East"}}); err == nil {
		t.Error("a key with a slash was taken")
	}
}

func TestADeclaredStructuralCellSaysWhy(t *testing.T) {
	text := strings.Replace(string(source), "structural: []", `structural: [{table: T4, key: [oceania, "*", trade], why: no trader there}]`, 1)
	l, err := Load([]byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	if why, yes := l.IsStructural(T4{"oceania", "tax", "trade"}.Key()); !yes || why != "no trader there" {
		t.Error(why, yes)
	}
	if _, yes := l.IsStructural(T4{"oceania", "tax", "all"}.Key()); yes {
		t.Error("another cell is structural too")
	}
}
