package rules_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

// shipped loads the bundle once for all tests.
var shipped = sync.OnceValues(func() (*rules.Engine, error) { return rules.Load(rules.Bundle()) })

func engine(t testing.TB) *rules.Engine {
	t.Helper()
	e, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func judge(t testing.TB, text string, o rules.Options) *rules.Judgement {
	t.Helper()
	c, err := engine(t).DecodeCase([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	j, err := engine(t).Judge(context.Background(), c, o)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

func verdict(t testing.TB, j *rules.Judgement, id string) station.Verdict {
	t.Helper()
	for _, v := range j.Verdicts {
		if v.ID == id {
			return v
		}
	}
	t.Fatalf("no verdict of %s", id)
	return station.Verdict{}
}

func TestVerdictIsThreeValued(t *testing.T) {
	const related = "as_of: 2026-11-23\ncompany: {has_rpt: true, rpt_cross_border: true, "
	cases := []struct {
		name, text string
		want       station.Outcome
		needs      string
	}{
		{"all answered and over the line", related + "rpt_tangible: 30000, rpt_financial: 0, rpt_intangible: 0, rpt_other: 0, local_file_ready: false}", station.AtRisk, ""},
		{"over one line is enough, the rest may stay open", related + "rpt_tangible: 30000, local_file_ready: false}", station.AtRisk, ""},
		{"the file is ready, so the amounts do not matter", related + "local_file_ready: true}", station.Clear, ""},
		{"under one line, the others open", related + "rpt_tangible: 1, local_file_ready: false}", station.Unanswered, "company.rpt_financial company.rpt_intangible company.rpt_other"},
		{"nothing answered", "as_of: 2026-11-23\ncompany: {}", station.Unanswered, "company.has_rpt"},
		{"no related party closes every gate", "as_of: 2026-11-23\ncompany: {has_rpt: false}", station.NotApplicable, ""},
		{"don't know is no answer", related + "rpt_tangible: dont_know, rpt_financial: 0, rpt_intangible: 0, rpt_other: 0, local_file_ready: false}", station.Unanswered, "company.rpt_tangible"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			v := verdict(t, judge(t, c.text, rules.Options{}), "TAX-015")
			if v.Outcome != c.want {
				t.Fatalf("outcome %s (%v), want %s", v.Outcome, v.Needs, c.want)
			}
			for _, need := range strings.Fields(c.needs) {
				if !strings.Contains(" "+strings.Join(v.Needs, " ")+" ", " "+need+" ") {
					t.Errorf("needs %v, want %s among them", v.Needs, need)
				}
			}
		})
	}
}

func TestPresenceIsJudgedByItsCountry(t *testing.T) {
	j := judge(t, `as_of: 2026-11-23
presences:
  - {country: VN, site_months: 7, pe_handled: false}
  - {country: DE, site_months: 7, pe_handled: false}
  - {country: ZZ, site_months: 7, pe_handled: false}
`, rules.Options{})
	v := verdict(t, j, "TAX-063")
	want := map[string]station.Outcome{"VN": station.AtRisk, "DE": station.Clear, "ZZ": station.Unanswered}
	for subject, outcome := range want {
		if v.Rows[subject] != outcome {
			t.Errorf("%s is %s, want %s", subject, v.Rows[subject], outcome)
		}
	}
}
