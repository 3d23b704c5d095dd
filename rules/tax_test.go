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
		{"a branch of the company", "country: ID, form: branch, holder: company, odi_filed: false, incentive: true, sparing: false",
			map[string]station.Outcome{"TAX-002": station.AtRisk, "TAX-013": station.AtRisk}},
		{"a branch whose holder is not said", "country: ID, form: branch, odi_filed: false, incentive: true, sparing: false",
			map[string]station.Outcome{"TAX-002": station.Unanswered, "TAX-013": station.Unanswered}},
		{"member of the Union that the reference data lack", "country: FR, form: none, stock: true, vat_reg: false, b2c_low: true, ioss: false, cbam_t: 80, cbam_auth: false, dac6: true, svc_days: 200, pe_handled: false",
			map[string]station.Outcome{"TAX-064": station.Unanswered, "TAX-068": station.AtRisk, "TAX-069": station.AtRisk, "TAX-079": station.AtRisk, "TAX-081": station.AtRisk}},
		{"the same member, where nothing of the kind is done", "country: FR, form: none, stock: false, b2c_low: false, cbam_t: 0, dac6: false, svc_days: 0",
			map[string]station.Outcome{"TAX-064": station.NotApplicable, "TAX-068": station.NotApplicable, "TAX-069": station.NotApplicable, "TAX-079": station.NotApplicable, "TAX-081": station.Clear}},
		{"outside the Union the country table does not matter", "country: ZZ, form: none, stock: true, vat_reg: false, b2c_low: true, ioss: false, cbam_t: 80, dac6: true",
			map[string]station.Outcome{"TAX-068": station.NotApplicable, "TAX-069": station.NotApplicable, "TAX-079": station.NotApplicable, "TAX-081": station.NotApplicable}},
		{"rates of a country that the reference data lack", "country: ZZ, form: subsidiary, holder: company, pay_div: 1, svc_days: 200, pe_handled: false",
			map[string]station.Outcome{"TAX-064": station.Unanswered, "TAX-076": station.Unanswered}},
		{"people on a project may have stayed too long although nobody is assigned", "country: SA, form: none, site_months: 8, svc_days: 0",
			map[string]station.Outcome{"TAX-066": station.Unanswered}},
		{"no treaty clause on services is known", "country: HU, svc_days: 300",
			map[string]station.Outcome{"TAX-064": station.NotApplicable}},
		{"German dividend under every rate is too little whatever the holding", "country: DE, form: subsidiary, holder: company, pay_div: 4",
			map[string]station.Outcome{"TAX-076": station.AtRisk}},
		{"German dividend between the rates, holding open", "country: DE, form: subsidiary, holder: company, pay_div: 7",
			map[string]station.Outcome{"TAX-076": station.Unanswered}},
		{"interest in the United States, where nothing is left alone", "country: US, form: subsidiary, net_interest: 40, ebitda: 100",
			map[string]station.Outcome{"TAX-077": station.AtRisk}},
		{"interest in Viet Nam is certain", "country: VN, form: subsidiary, net_interest: 40, ebitda: 100",
			map[string]station.Outcome{"TAX-077": station.AtRisk}},
		{"interest without EBITDA", "country: VN, form: subsidiary, net_interest: 40",
			map[string]station.Outcome{"TAX-077": station.Unanswered}},
		{"a fixed place opens the question whether it was handled", "country: SA, form: none, fixed_place: true, aux_only: false, agent: false",
			map[string]station.Outcome{"TAX-062": station.Unanswered, "TAX-065": station.Clear}},
		{"auxiliary work needs no handling", "country: SA, form: none, fixed_place: true, aux_only: true, agent: false",
			map[string]station.Outcome{"TAX-062": station.Clear}},
		{"stock opens the question of registration without a sale", "country: DE, form: none, local_sales: 0, stock: true",
			map[string]station.Outcome{"TAX-067": station.NotApplicable, "TAX-068": station.Unanswered}},
		{"no dealings, so nothing to document in Indonesia", "country: ID, form: branch, rp_goods: 0, rp_other: 0, rp_lower_tax: true",
			map[string]station.Outcome{"TAX-074": station.Clear}},
		{"a loss is not kept back by an individual either", "country: HK, form: subsidiary, holder: individual, own_pct: 100, etr: 0, profit: -5",
			map[string]station.Outcome{"TAX-007": station.Clear, "TAX-005": station.NotApplicable}},
		{"a group this small has no top-up tax", "country: HU, form: subsidiary",
			map[string]station.Outcome{"TAX-078": station.NotApplicable}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			j := judge(t, "as_of: 2026-11-23\ncompany: {group_rev_prev: 60000, expat_n: 0}\npresences:\n  - {"+c.row+"}\n", rules.Options{})
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
		{"debt between the two ratios, kind of company open", "has_rpt: true, rpt_cross_border: true, csa: false, special_file_ready: false, equity: 100, rp_debt: 300", "TAX-018", station.Unanswered, station.BecauseAnswers, "company.is_financial"},
		{"debt above both ratios", "has_rpt: true, rpt_cross_border: true, csa: false, special_file_ready: false, equity: 100, rp_debt: 501", "TAX-018", station.AtRisk, "", ""},
		{"debt under both ratios", "has_rpt: true, rpt_cross_border: true, csa: false, special_file_ready: false, equity: 100, rp_debt: 200", "TAX-018", station.Clear, "", ""},
		{"the group has a master file, amounts open", "has_rpt: true, rpt_cross_border: true, group_master_exists: true, master_file_ready: false", "TAX-016", station.AtRisk, "", ""},
		{"exports all paid", "exporter: true, fx_open: 0", "TAX-032", station.Clear, "", ""},
		{"unpaid exports, terms open", "exporter: true, fx_open: 10", "TAX-032", station.Unanswered, station.BecauseAnswers, "company.fx_contract_later"},
		{"an abnormal supplier is enough", "exporter: true, bad_suppliers: 1", "TAX-037", station.AtRisk, "", ""},
		{"no abnormal supplier, letters open", "exporter: true, bad_suppliers: 0", "TAX-037", station.Unanswered, station.BecauseAnswers, "company.inquiry_open"},
		{"nothing suspicious, so no amount is asked", "exporter: true, fake_self: false, maidan: false, bad_suppliers: 0, inquiry_open: false", "TAX-047", station.Clear, "", ""},
		{"an open letter asks for the amount", "exporter: true, fake_self: false, maidan: false, bad_suppliers: 0, inquiry_open: true", "TAX-047", station.Unanswered, station.BecauseAnswers, "company.fraud_refund"},
		{"assessed profit although all goods have invoices", "exporter: true, assessed_4pct: true, no_invoice_export: 0", "TAX-039", station.AtRisk, "", ""},
		{"safe harbour makes the rest of a transfer idle", "indirect_transfer: true, it_safe: true", "TAX-024", station.Clear, "", ""},
		{"payee in the safe harbour", "pays_nonresident_cn_source: true, treaty_claimed_payee: true, payee_safe_harbour: true", "TAX-029", station.Clear, "", ""},
		{"method not changed, years do not matter", "ftc_claimed: true, ftc_method_change: false", "TAX-010", station.Clear, "", ""},
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
