package rules_test

import (
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

const foreign = "form: subsidiary, holder: company, own_pct: 100, etr: 0, profit: 900, profit_retained: true, retain_reason: false, active_income: false, exempt_evidence: false"

// TestTaxOfAPresenceInThreeValues tries what the Rego tests cannot: answers that are missing,
// closed gates, and rules that stand in for each other.
func TestTaxOfAPresenceInThreeValues(t *testing.T) {
	cases := []struct {
		name, row string
		want      map[string]station.Outcome
	}{
		{"four residence tests stand in for the controlled company", "country: HK, poem1: true, poem2: true, poem3: true, poem4: true, " + foreign,
			map[string]station.Outcome{"TAX-003": station.AtRisk, "TAX-004": station.Clear, "TAX-005": station.NotApplicable}},
		{"four residence tests stand in for the missing proof", "country: DE, poem1: true, poem2: true, poem3: true, poem4: true, " + foreign,
			map[string]station.Outcome{"TAX-003": station.AtRisk, "TAX-006": station.NotApplicable}},
		{"fourth test open", "country: HK, poem1: true, poem2: true, poem3: true, " + foreign,
			map[string]station.Outcome{"TAX-003": station.Unanswered, "TAX-004": station.Unanswered, "TAX-005": station.Unanswered}},
		{"two tests met and one not: the warning is certain", "country: HK, poem1: true, poem2: true, poem3: false, " + foreign,
			map[string]station.Outcome{"TAX-003": station.Clear, "TAX-004": station.AtRisk, "TAX-005": station.AtRisk}},
		{"three tests not met: the fourth does not matter", "country: HK, poem1: false, poem2: false, poem3: false, " + foreign,
			map[string]station.Outcome{"TAX-003": station.Clear, "TAX-004": station.Clear, "TAX-005": station.AtRisk}},
		{"one of three met: two are still possible", "country: HK, poem1: true, poem2: false, poem3: false, " + foreign,
			map[string]station.Outcome{"TAX-004": station.Unanswered}},
		{"country that the reference data lack", "country: ZZ, poem1: false, pay_div: 1, site_months: 7, pe_handled: false, local_sales: 1, vat_reg: false, " + foreign,
			map[string]station.Outcome{"TAX-005": station.Unanswered, "TAX-012": station.Unanswered, "TAX-063": station.Unanswered, "TAX-067": station.Unanswered}},
		{"loss: nothing is kept back", "country: HK, form: subsidiary, holder: company, own_pct: 100, etr: 0, profit: -5",
			map[string]station.Outcome{"TAX-005": station.Clear, "TAX-006": station.Clear}},
		{"no entity: nothing of a subsidiary is asked", "country: VN, form: none, site_months: 0, local_sales: 0",
			map[string]station.Outcome{"TAX-001": station.NotApplicable, "TAX-005": station.NotApplicable, "TAX-012": station.NotApplicable, "TAX-063": station.NotApplicable, "TAX-067": station.NotApplicable, "TAX-073": station.NotApplicable}},
		{"under ten percent: the form is not asked", "country: VN, form: subsidiary, holder: company, own_pct: 9.9",
			map[string]station.Outcome{"TAX-001": station.Clear}},
		{"German dividend, holding open", "country: DE, form: subsidiary, holder: company, pay_div: 6",
			map[string]station.Outcome{"TAX-012": station.Unanswered}},
		{"German dividend above every rate, holding open", "country: DE, form: subsidiary, holder: company, pay_div: 27",
			map[string]station.Outcome{"TAX-012": station.AtRisk}},
		{"German dividend under every rate, holding open", "country: DE, form: subsidiary, holder: company, pay_div: 5",
			map[string]station.Outcome{"TAX-012": station.Clear}},
		{"dividend elsewhere, holding open", "country: TH, form: subsidiary, holder: company, pay_div: 12",
			map[string]station.Outcome{"TAX-012": station.AtRisk}},
		{"sales over the threshold whatever the form", "country: DE, local_sales: 25001, vat_reg: false",
			map[string]station.Outcome{"TAX-067": station.AtRisk}},
		{"sales under the threshold, form open", "country: DE, local_sales: 1, vat_reg: false",
			map[string]station.Outcome{"TAX-067": station.Unanswered}},
		{"sales under the threshold, form open, where it does not matter", "country: TH, local_sales: 1, vat_reg: false",
			map[string]station.Outcome{"TAX-067": station.Clear}},
		{"no such tax in Hong Kong", "country: HK, local_sales: 1",
			map[string]station.Outcome{"TAX-067": station.NotApplicable}},
		{"Hong Kong, two sizes are enough", "country: HK, form: subsidiary, rev: 400000001, assets: 300000001, rp_goods: 220000001, rp_other: 0, tp_ready: false",
			map[string]station.Outcome{"TAX-073": station.AtRisk}},
		{"Hong Kong, two small sizes are enough", "country: HK, form: subsidiary, rev: 1, assets: 1, rp_goods: 220000001, rp_other: 0, tp_ready: false",
			map[string]station.Outcome{"TAX-073": station.Clear}},
		{"Hong Kong, one size open", "country: HK, form: subsidiary, rev: 1, assets: 300000001, rp_goods: 220000001, rp_other: 0, tp_ready: false",
			map[string]station.Outcome{"TAX-073": station.Unanswered}},
		{"Emirates, group too small to be asked in euro", "country: AE, form: subsidiary, rev: 1, rp_goods: 1, rp_other: 0, tp_ready: false",
			map[string]station.Outcome{"TAX-073": station.Clear}},
		{"Vietnam, one kind of dealing open", "country: VN, form: subsidiary, rev: 1, rp_goods: 1, tp_ready: false",
			map[string]station.Outcome{"TAX-073": station.Unanswered}},
		{"Thailand looks at revenue only", "country: TH, form: branch, rev: 1, rp_goods: 1, tp_ready: false",
			map[string]station.Outcome{"TAX-073": station.Clear}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			j := judge(t, "as_of: 2026-11-23\ncompany: {group_rev_prev: 60000}\npresences:\n  - {"+c.row+"}\n", rules.Options{})
			for id, want := range c.want {
				v := verdict(t, j, id)
				if v.Outcome != want {
					t.Errorf("%s is %s (needs %v), want %s", id, v.Outcome, v.Needs, want)
				}
			}
		})
	}
}

func TestTaxOfTheCompanyInThreeValues(t *testing.T) {
	cases := []struct {
		name, company, id string
		want              station.Outcome
		because           station.Because
		needs             string
	}{
		{"export before 2026 goes to a person", "exporter: true, oldest_undeclared_m: 30, oldest_export_after_2026: false", "TAX-033", station.Unanswered, station.BecauseManual, ""},
		{"export since 2026 is certain", "exporter: true, oldest_undeclared_m: 30, oldest_export_after_2026: true", "TAX-033", station.AtRisk, "", ""},
		{"day of export open", "exporter: true, oldest_undeclared_m: 30", "TAX-033", station.Unanswered, station.BecauseAnswers, "company.oldest_export_after_2026"},
		{"young exports need no date", "exporter: true, oldest_undeclared_m: 29", "TAX-033", station.Clear, "", ""},
		{"small payment needs no more", "max_remit_usd: 50000", "TAX-026", station.Clear, "", ""},
		{"large payment, exemption open", "max_remit_usd: 50001, remit_filed: false", "TAX-026", station.Unanswered, station.BecauseAnswers, "company.remit_exempt"},
		{"small group needs no report", "ult_parent: true, group_rev_prev: 550000", "TAX-017", station.Clear, "", ""},
		{"nobody abroad", "expat_n: 0", "TAX-059", station.NotApplicable, "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			v := verdict(t, judge(t, "as_of: 2026-11-23\ncompany: {"+c.company+"}\n", rules.Options{}), c.id)
			if v.Outcome != c.want || v.Because != c.because || strings.Join(v.Needs, " ") != c.needs {
				t.Fatalf("%s because %q, needs %v", v.Outcome, v.Because, v.Needs)
			}
		})
	}
}

// TestRulesWaitForTheirLaw: a rule is not judged on a day before the law it rests on, and its
// figures need no entry for such a day.
func TestRulesWaitForTheirLaw(t *testing.T) {
	j := judge(t, "as_of: 2025-12-31\ncompany: {exporter: true, docs_keep_years: 5, oldest_undeclared_m: 40}\npresences: [{country: KH, form: branch, rp_goods: 1, tp_ready: false}]\n", rules.Options{})
	for _, id := range []string{"TAX-031", "TAX-033", "TAX-073"} {
		if v := verdict(t, j, id); v.Outcome != station.NotApplicable {
			t.Errorf("%s is %s in 2025", id, v.Outcome)
		}
	}
}
