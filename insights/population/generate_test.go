package population

import (
	"bytes"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/insights/lattice"
)

func make1(t *testing.T, o Options) (*bytes.Buffer, Made) {
	t.Helper()
	var out bytes.Buffer
	made, err := Generate(&out, o)
	if err != nil {
		t.Fatal(err)
	}
	return &out, made
}

func read(t *testing.T, l *lattice.Lattice, text []byte) map[string]Line {
	t.Helper()
	out := map[string]Line{}
	for r := NewReader(bytes.NewReader(text), l); ; {
		line, err := r.Next()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := out[line.Company]; twice || !line.Synthetic {
			t.Fatalf("%s stands twice or is not synthetic", line.Company)
		}
		out[line.Company] = line
	}
}

func TestTheSameSeedMakesTheSameBytesAndAnotherDoesNot(t *testing.T) {
	o := Options{Lattice: lat(t), Companies: 600, Seed: 7, Cut: cut}
	a, _ := make1(t, o)
	b, _ := make1(t, o)
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the same options made two populations")
	}
	o.Seed = 8
	if c, _ := make1(t, o); bytes.Equal(a.Bytes(), c.Bytes()) {
		t.Error("the seed does nothing")
	}
}

func TestAMadePopulationFollowsItsMarginals(t *testing.T) {
	l := lat(t)
	text, made := make1(t, Options{Lattice: l, Companies: 20_000, Seed: 1, Cut: cut})
	all := read(t, l, text.Bytes())
	if len(all) != 20_000 || made.Companies != 20_000 {
		t.Fatal("companies:", len(all), made)
	}
	size, share := map[string]int{}, map[string]float64{}
	both, tax, supply := 0.0, 0.0, 0.0
	for _, line := range all {
		size[line.Group]++
		share["C"] += is(line.Section == "C")
		share["consent"] += is(line.Consent)
		share["tax"] += is(line.Areas["tax"].Risk)
		if len(line.Areas) == 3 {
			both += is(line.Areas["tax"].Risk && line.Areas["supply"].Risk)
			tax += is(line.Areas["tax"].Risk)
			supply += is(line.Areas["supply"].Risk)
			share["three"]++
		}
	}
	for _, line := range all {
		share["holding"] += is(size[line.Group] > 1)
		if size[line.Group] > 9 {
			t.Fatal("a group of", size[line.Group])
		}
	}
	want := map[string][2]float64{"C": {0.42, 0.48}, "consent": {0.8, 0.84}, "holding": {0.15, 0.21}, "tax": {0.2, 0.4}}
	for what, w := range want {
		if got := share[what] / 20_000; got < w[0] || got > w[1] {
			t.Errorf("%s: %.3f, not %.2f to %.2f", what, got, w[0], w[1])
		}
	}
	if lift := both * share["three"] / (tax * supply); lift < 1.15 {
		t.Errorf("risks of two areas do not go together: %.2f", lift)
	}
}

func is(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

func TestAPopulationGrowsOlderBetweenTwoCuts(t *testing.T) {
	l := lat(t)
	text, _ := make1(t, Options{Lattice: l, Companies: 5000, Seed: 1, Cut: cut})
	before := read(t, l, text.Bytes())
	next := cut.AddDate(0, 3, 0)
	o := Options{Lattice: l, Seed: 2, Cut: next, PreviousCut: cut, Previous: bytes.NewReader(text.Bytes())}
	first, made := make1(t, o)
	o.Previous = bytes.NewReader(text.Bytes())
	if again, _ := make1(t, o); !bytes.Equal(first.Bytes(), again.Bytes()) {
		t.Error("it grew older in two ways")
	}
	after := read(t, l, first.Bytes())
	joined, gone, same := 0, 0, 0
	for id, line := range after {
		was, there := before[id]
		joined += int(is(!there))
		same += int(is(there && line.At.Equal(was.At)))
		if !there || !line.At.Equal(was.At) {
			if line.At.Before(cut) || !line.At.Before(next) {
				t.Fatalf("%s was judged on %s", id, line.At.Format(time.DateOnly))
			}
		}
	}
	for id := range before {
		_, there := after[id]
		gone += int(is(!there))
	}
	if gone != made.Left || len(after) != made.Companies || joined < 100 || gone < 40 || made.Judged < 1000 || made.Withdrew < 10 || made.Agreed < 5 || same < 3000 {
		t.Errorf("joined %d, gone %d, same %d, %+v", joined, gone, same, made)
	}
}

func TestWhatCannotBeMadeIsSaid(t *testing.T) {
	l := lat(t)
	for name, o := range map[string]Options{
		"no lattice": {Companies: 400, Cut: cut}, "no cut": {Lattice: l, Companies: 400}, "too few": {Lattice: l, Companies: 379, Cut: cut},
		"too many":       {Lattice: l, Companies: 1_000_001, Cut: cut},
		"back in time":   {Lattice: l, Cut: cut, PreviousCut: cut, Previous: bytes.NewReader(nil)},
		"real companies": {Lattice: l, Cut: cut.AddDate(0, 1, 0), PreviousCut: cut, Previous: bytes.NewReader([]byte(file([]string{`"synthetic":true`, `"synthetic":false`})))},
	} {
		if _, err := Generate(io.Discard, o); err == nil {
			t.Errorf("%s: made", name)
		}
	}
}

func TestDistrictsOfAStationAreFilledToo(t *testing.T) {
	own, err := lat(t).WithDistricts([]lattice.Word{{Key: "one", Zh: "一", En: "One"}, {Key: "two", Zh: "二", En: "Two"}})
	if err != nil {
		t.Fatal(err)
	}
	text, _ := make1(t, Options{Lattice: own, Companies: 400, Seed: 1, Cut: cut})
	seen := map[string]int{}
	for _, line := range read(t, own, text.Bytes()) {
		seen[line.District]++
	}
	if seen["one"] < 100 || seen["two"] < 100 {
		t.Error(seen)
	}
}

func TestEveryMarginalSaysWhereItIsFrom(t *testing.T) {
	m, err := loadMarginals()
	if err != nil {
		t.Fatal(err)
	}
	if m.Spread.Group == 0 || m.Rules.Further == 0 || m.Holdings.Share == 0 || m.Consent.Share == 0 || m.Quarter.Judged == 0 || len(m.Holdings.Sizes) != 8 {
		t.Errorf("%+v", m)
	}
	l, asia, all := lat(t), 0.0, 0.0
	for code, weight := range m.Countries.Weights {
		at, known := l.CountryOf(code)
		if !known {
			t.Error(code, "is no country")
		}
		all += weight
		if g := l.CountryGroups[l.GroupOfCountry(at)].Key; strings.HasSuffix(g, "-asia") || g == "hk-mo-tw" {
			asia += weight
		}
	}
	if hk := m.Countries.Weights["HK"] / all; math.Abs(hk-0.30) > 0.01 || math.Abs(asia/all-0.555) > 0.01 {
		t.Errorf("Hong Kong %.3f and Asia %.3f are not the report's", hk, asia/all)
	}
}
