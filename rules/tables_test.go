package rules_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

// withTable is the shipped bundle with other rows in one table.
func withTable(t *testing.T, name, rows string) (*rules.Engine, error) {
	t.Helper()
	shipped, err := rules.FilesOf(rules.Bundle())
	if err != nil {
		t.Fatal(err)
	}
	files := maps.Clone(shipped)
	files["tables/"+name+"/data.yaml"] = []byte("rows:\n" + rows)
	return rules.LoadFiles(files)
}

func TestARowThatWouldBeReadWronglyIsRefused(t *testing.T) {
	const good = `country: VN, region: "*", from: "2026-01-01", value: 150, currency: USD, source: HOST, checked: "2026-01-05"`
	cases := []struct{ name, table, row, want string }{
		{"unknown country", "minimum_wages", strings.Replace(good, "VN", "UK", 1), `row 2 (UK): country: "UK" does not stand in countries/data.yaml`},
		{"no country", "minimum_wages", strings.Replace(good, "country: VN, ", "", 1), "country is missing"},
		{"bad date", "minimum_wages", strings.Replace(good, "2026-01-01", "2026-13-01", 1), "from: 2026-13-01 is not a date"},
		{"bad day of the check", "minimum_wages", strings.Replace(good, "2026-01-05", "January", 1), "checked: January is not a date"},
		{"never checked", "minimum_wages", strings.Replace(good, `, checked: "2026-01-05"`, "", 1), "checked is missing"},
		{"no source", "minimum_wages", strings.Replace(good, ", source: HOST", "", 1), "source is missing"},
		{"empty source", "minimum_wages", strings.Replace(good, "HOST", `""`, 1), "source is missing"},
		{"source that nobody registered", "minimum_wages", strings.Replace(good, "HOST", "HEARSAY", 1), `"HEARSAY" does not stand in sources/employee/data.yaml`},
		{"nothing", "minimum_wages", strings.Replace(good, "150", "0", 1), "value: 0 is not an amount above 0"},
		{"an amount in words", "minimum_wages", strings.Replace(good, "150", "plenty", 1), "is not an amount above 0"},
		{"a currency that is none", "minimum_wages", strings.Replace(good, "USD", "dollar", 1), "is not a currency code"},
		{"no region", "minimum_wages", strings.Replace(good, `region: "*", `, "", 1), "region is missing"},
		{"region with a space before it", "minimum_wages", strings.Replace(good, `"*"`, `" Hanoi"`, 1), "region: must be a text"},
		{"a column too many", "minimum_wages", good + ", note: x", "note is no column of the table"},
		{"the same place and day twice", "minimum_wages", good, "row 16: VN/* from 2026-01-01 stands in row 1 already"},
		{"an area that ends before it begins", "fraud_areas", `country: VN, region: X, from: "2026-02-01", to: "2026-01-31", set_by: practice, source: S97`, "row 2 (VN): to is before from"},
		{"set by nobody", "fraud_areas", `country: VN, region: X, from: "2026-02-01", set_by: me, source: S97`, "set_by: must be law, practice or house"},
		{"a tier that is none", "risk_tiers", `country: VN, from: "2026-02-01", value: awful, set_by: house, source: HOUSE`, "value: must be one of normal, elevated, high"},
		{"a table that nobody reads", "tides", good, "tables/tides/data.yaml: no rule reads such a table"},
	}
	const oneDay = `country: VN, region: X, from: "2026-02-01", to: "2026-02-01", set_by: practice, source: S97`
	rows := map[string]string{"minimum_wages": "  - {" + good + "}\n", "fraud_areas": "  - {" + oneDay + "}\n"}
	for _, c := range cases {
		rows[c.table] += "  - {" + c.row + "}\n"
	}
	said := map[string][]string{}
	for name, rows := range rows {
		if _, err := withTable(t, name, rows); err != nil {
			said[name] = strings.Split(err.Error(), "\n")
		}
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if !slices.ContainsFunc(said[c.table], func(line string) bool { return strings.Contains(line, c.want) }) {
				t.Errorf("not said: %s\n%s", c.want, strings.Join(said[c.table], "\n"))
			}
		})
	}
	for name, n := range map[string]int{"minimum_wages": 15, "fraud_areas": 2, "risk_tiers": 1, "tides": 1} {
		if len(said[name]) != n || !strings.HasPrefix(said[name][0], "tables/"+name+"/data.yaml: ") {
			t.Errorf("%s: a good row is refused, or the file is not named: %s", name, strings.Join(said[name], "\n"))
		}
	}
	if _, err := withTable(t, "fraud_areas", "  none: []\n"); err == nil || !strings.Contains(err.Error(), "holds rows and nothing else") {
		t.Errorf("rows that are no list: %v", err)
	}
}

// TestMinimumWagesAreJudgedWhereTheTableHasARow: with no row a listed country has none to be held to, of another nobody
// can say, and in neither is a wage asked for.
func TestMinimumWagesAreJudgedWhereTheTableHasARow(t *testing.T) {
	kept, err := withTable(t, "minimum_wages", `
  - {country: VN, region: "*", from: "2026-01-01", value: 150, currency: USD, source: HOST, checked: "2026-01-05"}
  - {country: VN, region: Hanoi, from: "2026-01-01", value: 200, currency: USD, source: HOST, checked: "2026-01-05"}
  - {country: TH, region: "*", from: "2026-01-01", value: 150, currency: USD, source: HOST, checked: "2026-01-05"}
  - {country: TH, region: "*", from: "2026-11-23", value: 151, currency: USD, source: HOST, checked: "2026-11-24"}
  - {country: MY, region: "*", from: "2026-11-01", value: 150, currency: USD, source: HOST, checked: "2026-11-02"}
  - {country: KH, region: Poipet, from: "2026-01-01", value: 150, currency: USD, source: HOST, checked: "2026-01-05"}
  - {country: LA, region: "*", from: "2026-01-01", value: 150, currency: LAK, source: HOST, checked: "2026-01-05"}
`)
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name, day, row string
		want           station.Outcome
		because        station.Because
		needs          string
	}{
		{"at the minimum", "2026-11-22", "post_country: TH, monthly_wage: 150, currency: USD", station.Clear, "", ""},
		{"a cent below", "2026-11-22", "post_country: TH, monthly_wage: 149.99, currency: USD", station.AtRisk, "", ""},
		{"the same wage on the day of the new row", "2026-11-23", "post_country: TH, monthly_wage: 150, currency: USD", station.AtRisk, "", ""},
		{"in another currency", "2026-11-22", "post_country: TH, monthly_wage: 1050, currency: CNY", station.Clear, "", ""},
		{"below in another currency", "2026-11-22", "post_country: TH, monthly_wage: 1049, currency: CNY", station.AtRisk, "", ""},
		{"in the region that has a row", "2026-11-22", "post_country: VN, post_region: Hanoi, monthly_wage: 199, currency: USD", station.AtRisk, "", ""},
		{"in another region", "2026-11-22", "post_country: VN, post_region: Hue, monthly_wage: 199, currency: USD", station.Clear, "", ""},
		{"region open where it matters", "2026-11-22", "post_country: VN, monthly_wage: 199, currency: USD", station.Unanswered, station.BecauseAnswers, "post_region"},
		{"wage open", "2026-11-22", "post_country: TH, currency: USD", station.Unanswered, station.BecauseAnswers, "monthly_wage"},
		{"country open", "2026-11-22", "monthly_wage: 199, currency: USD", station.Unanswered, station.BecauseAnswers, "post_country"},
		{"country without a row", "2026-11-22", "post_country: DE, monthly_wage: 1, currency: USD", station.NotApplicable, "", ""},
		{"country without a row, wage open", "2026-11-22", "post_country: DE", station.NotApplicable, "", ""},
		{"country that the reference data lack", "2026-11-22", "post_country: ZZ, monthly_wage: 1, currency: USD", station.Unanswered, station.BecauseReference, ""},
		{"region without a row, nor the country", "2026-11-22", "post_country: KH, post_region: Kep, monthly_wage: 1, currency: USD", station.NotApplicable, "", ""},
		{"row in a currency without a rate", "2026-11-22", "post_country: LA, monthly_wage: 1, currency: USD", station.Unanswered, station.BecauseReference, ""},
		{"the day before the first row", "2026-10-31", "post_country: MY, monthly_wage: 1, currency: USD", station.NotApplicable, "", ""},
		{"the day of the first row", "2026-11-01", "post_country: MY, monthly_wage: 1, currency: USD", station.AtRisk, "", ""},
		{"at home", "2026-11-22", "location_type: CN, monthly_wage: 1, currency: USD", station.NotApplicable, "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			row := c.row
			if !strings.Contains(row, "location_type") {
				row = "location_type: abroad, " + row
			}
			got := wageVerdict(t, kept, c.day, row)
			if got.Outcome != c.want || got.Because != c.because || strings.Join(got.Needs, " ") != prefixed(c.needs) {
				t.Errorf("%s %s needs %v, want %s %s needs %q", got.Outcome, got.Because, got.Needs, c.want, c.because, c.needs)
			}
		})
	}
	if got := wageVerdict(t, engine(t), "2026-11-22", "location_type: abroad, post_country: VN"); got.Outcome != station.NotApplicable || len(got.Needs) > 0 {
		t.Errorf("no row is shipped: %s %s %v", got.Outcome, got.Because, got.Needs)
	}
}

func prefixed(needs string) string {
	if needs == "" {
		return ""
	}
	return "employees[E]." + needs
}

func wageVerdict(t *testing.T, e *rules.Engine, day, row string) station.Verdict {
	t.Helper()
	c, err := e.DecodeCase([]byte("as_of: " + day + "\nfx: {USD: 7}\nemployees: [{emp_ref: E, " + row + "}]"))
	if err != nil {
		t.Fatal(err)
	}
	j, err := e.Judge(context.Background(), c, rules.Options{Areas: []station.Area{station.Employee}})
	if err != nil {
		t.Fatal(err)
	}
	return verdict(t, j, "EMP-044")
}

// TestARegionOfANoticeIsAHotSpotWhileItHolds judges EMP-063 with a notice that names a region only.
func TestARegionOfANoticeIsAHotSpotWhileItHolds(t *testing.T) {
	e, err := withTable(t, "fraud_areas", `  - {country: TH, region: Mae Sot, from: "2026-11-01", to: "2026-11-30", set_by: practice, source: S97}`)
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		day, row string
		want     station.Outcome
	}{
		{"2026-11-30", "post_country: TH, post_region: Mae Sot", station.AtRisk},
		{"2026-12-01", "post_country: TH, post_region: Mae Sot", station.NotApplicable},
		{"2026-11-30", "post_country: TH, post_region: Bangkok", station.NotApplicable},
		{"2026-11-30", "post_country: TH, post_region: dont_know", station.Unanswered},
		{"2026-11-30", "post_country: KH", station.NotApplicable},
	}
	for _, c := range cases {
		k, err := e.DecodeCase([]byte("as_of: " + c.day + "\nemployees: [{emp_ref: E, location_type: abroad, travel_docs_complete: false, " + c.row + "}]"))
		if err != nil {
			t.Fatal(err)
		}
		j, err := e.Judge(context.Background(), k, rules.Options{Areas: []station.Area{station.Employee}})
		if err != nil {
			t.Fatal(err)
		}
		if got := verdict(t, j, "EMP-063"); got.Outcome != c.want {
			t.Errorf("%s on %s: %s, want %s", c.row, c.day, got.Outcome, c.want)
		}
	}
}
