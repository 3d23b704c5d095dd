package rules_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

// TestFoundByAnIndependentOracle keeps what a second reading of the fact files found wrong once.
func TestFoundByAnIndependentOracle(t *testing.T) {
	const head = "as_of: 2026-11-23\n"
	cases := []struct {
		name, text, id string
		want           station.Outcome
		because        station.Because
		needs          string
	}{
		{"documents in a country that the tables lack", "presences: [{ref: P, country: FR, form: subsidiary, rp_goods: 1000000000000, rp_other: 0, tp_ready: false}]", "TAX-073", station.Unanswered, station.BecauseReference, ""},
		{"country not said", "presences: [{ref: S, form: subsidiary, site_months: 24, pe_handled: false}]", "TAX-063", station.Unanswered, station.BecauseAnswers, "presences[S].country"},
		{"country not said, another answer open too", "presences: [{ref: S, site_months: 24}]", "TAX-063", station.Unanswered, station.BecauseAnswers, "presences[S].country"},
		{"level said by the row itself", "employees: [{emp_ref: E-1, location_type: abroad, mfa: red, last_checkin: 2026-11-20, lured: false}]", "EMP-065", station.AtRisk, "", ""},
		{"severity still open asks for what raises it", "suppliers: [{supplier_name: A, active: true, dishonest: true, annual_spend: 1, currency: CNY}]", "SCM-011", station.AtRisk, "", "suppliers[A].critical"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			v := verdict(t, judge(t, head+c.text, rules.Options{}), c.id)
			if v.Outcome != c.want || (c.because != "" && v.Because != c.because) {
				t.Errorf("%s because %q, want %s because %q (needs %v)", v.Outcome, v.Because, c.want, c.because, v.Needs)
			}
			if c.needs != "" && !slices.Contains(v.Needs, c.needs) {
				t.Errorf("needs %v, want %s among them", v.Needs, c.needs)
			}
		})
	}
}

func TestBadCasesAreRefusedWithThePlaceNamed(t *testing.T) {
	e := engine(t)
	cases := map[string]string{
		"as_of: 2026-11-23\ncompany: {}\n---\ncompany: {maidan: true}":                         "file",
		`{"as_of":"2026-11-23","company":{}} {}`:                                               "file",
		"as_of: 9999-12-31":                                                                    "as_of",
		"as_of: 2026-11-23\nfx: {USD: 7, USD: 8}":                                              "fx.USD",
		"as_of: 2026-11-23\nfx: {USD: 7}\ncontext: {fx: {USD: 8}}":                             "context.fx.USD",
		"as_of: 2026-11-23\nfx: {CNY: 2}":                                                      "fx.CNY",
		"as_of: 2026-11-23\ncontext: {mfa: {Vietnam: red}}":                                    "context.mfa.Vietnam",
		"as_of: 2026-11-23\ncompany: {oa_uninsured_ratio: 30}":                                 "company.oa_uninsured_ratio",
		"as_of: 2026-11-23\ncompany: {docs_keep_years: -5}":                                    "company.docs_keep_years",
		"as_of: 2026-11-23\npresences: [{ref: null}]":                                          "presences[0].ref",
		"as_of: 2026-11-23\npresences: [{country: dont_know}]":                                 "presences[0].country",
		"as_of: 2026-11-23\npresences: [{country: VN}, {country: VN}]":                         "presences[1]",
		"as_of: 2026-11-23\nemployees: [{emp_ref: E-1, contract_start: 0001-01-01}]":           "employees[0].contract_start",
		"as_of: 2026-11-23\ncompany: {headcount_VN: -5}":                                       "company.headcount_VN",
		"as_of: 2026-11-23\ncompany: {headcount_VN: {local: 1}, headcounts: {VN: {local: 2}}}": "company.headcounts",
		"as_of: 2026-11-23\ncompany: {headcounts: {KZ: {by_category: 3}}}":                     "company.headcounts",
		"as_of: 2026-11-23\ncompany: {headcounts: {KZ: {by_category: {ict: {local: many}}}}}":  "company.headcounts",
		"as_of: 2026-11-23\ncompany: {headcounts: {KZ: {by_category: {ict: {local: -1}}}}}":    "company.headcounts",
		"as_of: 2026-11-23\ncompany: {headcounts: {KZ: {by_category: {cat5: {local: 1}}}}}":    "company.headcounts",
		"as_of: 2026-11-23\ncompany: {headcounts: {KZ: {local: {ict: 1}}}}":                    "company.headcounts",
		"as_of: 2026-11-23\ncompany: {has_rptt: true}":                                         "company.has_rptt",
		"as_of: 2026-02-30": "as_of",
		"as_of: 2026-11-23\nsuppliers: [{supplier_name: A, country: vn}]": "suppliers[0].country",
	}
	for text, place := range cases {
		_, err := e.DecodeCase([]byte(text))
		if err == nil || !strings.Contains(err.Error(), place+": ") {
			t.Errorf("%q: %v, want a fault at %s", text, err, place)
		}
	}
	good := "as_of: 2026-11-23\ncompany: {accompanying_mgr_count: {VN: 1}, workers_VN: 120, profit_x: 0}"
	if _, err := e.DecodeCase([]byte(strings.Replace(good, ", profit_x: 0", "", 1))); err != nil {
		t.Errorf("aliases of headcounts: %v", err)
	}
}

// TestWorstBoundCountsAGroupOnce: rules that are scored together cannot both weigh in the worst case.
func TestWorstBoundCountsAGroupOnce(t *testing.T) {
	j := judge(t, "as_of: 2026-11-23\nemployees: [{emp_ref: E-1, location_type: abroad, nationality: CN, post_country: VN, activity: construction, work_permit_status: none}]", rules.Options{Areas: []station.Area{station.Employee}})
	open := 0
	for _, v := range j.Verdicts {
		if v.ID == "EMP-020" || v.ID == "EMP-021" {
			if v.Outcome == station.Unanswered {
				open++
			}
		}
	}
	if open != 2 {
		t.Fatalf("%d of the two rules are open", open)
	}
	full := judge(t, "as_of: 2026-11-23\nemployees: [{emp_ref: E-1, location_type: abroad, nationality: CN, post_country: VN, activity: construction, work_permit_status: none, visa_type: business, exempt_notice_filed: false}]", rules.Options{Areas: []station.Area{station.Employee}})
	if worst, certain := j.Score.Areas[station.Employee].Worst, full.Score.Areas[station.Employee].Worst; worst < certain-8 {
		t.Errorf("worst case %d is far below what either answer gives (%d)", worst, certain)
	}
}
