package rules_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

// said is a case of company answers alone.
func said(company string) string { return "as_of: 2026-11-23\ncompany: {" + company + "}" }

// TestSupplyAnswersInThreeValues tries what the Rego tests of contracts, control, customs and
// data cannot: answers that are open, gates that are shut, countries that the table lacks.
func TestSupplyAnswersInThreeValues(t *testing.T) {
	const clear, risk, open, none = station.Clear, station.AtRisk, station.Unanswered, station.NotApplicable
	cases := []struct {
		name, text, id string
		want           station.Outcome
		needs          string
	}{
		{"arbitration in a country outside the convention", said("dispute_clause: arb_named_institution, counterparty_country: LY"), "SCM-022", risk, ""},
		{"arbitration in a convention state", said("dispute_clause: arb_named_institution, counterparty_country: VN"), "SCM-022", clear, ""},
		{"a member state that the country table does not list", said("dispute_clause: arb_named_institution, counterparty_country: FR"), "SCM-022", clear, ""},
		{"a country that the reference data lack is not clear", said("dispute_clause: arb_named_institution, counterparty_country: AR"), "SCM-022", open, ""},
		{"the country is open", said("dispute_clause: arb_named_institution"), "SCM-022", open, "company.counterparty_country"},
		{"a foreign court does not matter here", said("dispute_clause: court_foreign, counterparty_country: LY"), "SCM-022", clear, ""},
		{"a Chinese court, assets open", said("dispute_clause: court_china, counterparty_country: VN, judgment_treaty_or_reciprocity: false"), "SCM-022", open, "company.counterparty_assets_in_china"},
		{"the sales convention in a member state", said("counterparty_country: FR, cisg_decided: false"), "SCM-023", risk, ""},
		{"no sales convention there", said("counterparty_country: IE"), "SCM-023", none, ""},
		{"the sales convention in a country that nobody looked up", said("counterparty_country: AR, cisg_decided: false"), "SCM-023", open, ""},
		{"a weight that nobody knows", said("sells_to_eu: true, cbam_goods: true, cbam_emissions_ready: false"), "SCM-054", risk, ""},
		{"a weight that is said not to be known", said("sells_to_eu: true, cbam_goods: true, cbam_emissions_ready: false, cbam_tonnes_per_importer: dont_know"), "SCM-054", risk, ""},
		{"fifty tonnes", said("sells_to_eu: true, cbam_goods: true, cbam_emissions_ready: false, cbam_tonnes_per_importer: 50"), "SCM-054", clear, ""},
		{"the goods are open, the weight too", said("sells_to_eu: true, cbam_emissions_ready: false"), "SCM-054", open, "company.cbam_goods"},
		{"no sales to the union close what is asked behind", said("sells_to_eu: false"), "SCM-057", none, ""},
		{"no sales there: the customers do not matter", said("sells_to_eu: false"), "SCM-052", clear, ""},
		{"one customer bound, the other open", said("lksg_customer: true, supplier_code: false"), "SCM-052", risk, ""},
		{"an operator of critical infrastructure, the number open", said("is_ciio: true, pi_route: scc"), "SCM-067", open, "company.pi_n"},
		{"an operator that sends something, the sensitive number open", said("is_ciio: true, pi_n: 5, pi_route: scc"), "SCM-067", risk, ""},
		{"nothing is sent", said("pi_n: 0, spi_n: 0"), "SCM-067", none, ""},
		{"many sensitive persons decide alone", said("spi_n: 10000, pi_route: cert"), "SCM-067", risk, ""},
		{"few persons, the sensitive number open", said("pi_n: 5, is_ciio: false, pi_route: none"), "SCM-067", open, "company.spi_n"},
		{"few persons, the route does not matter", said("pi_n: 5, spi_n: 0, is_ciio: false"), "SCM-067", clear, ""},
		{"no new buyer", said("new_buyer_verified: na"), "SCM-030", clear, ""},
		{"nothing travels at the company's risk", said("cargo_clause: na"), "SCM-034", clear, ""},
		{"not registered with customs", said("customs_grade: na"), "SCM-064", clear, ""},
		{"clauses that are wide enough, the value open", said("cargo_clause: A"), "SCM-034", open, "company.insured_ratio"},
		{"credit never reviewed", suppliers("supplier_credit_review_days: null", "supplier_name: A, annual_spend: 1, currency: CNY"), "SCM-014", risk, ""},
		{"no supplier is large: credit is not asked", suppliers("annual_purchases_cny: 1000", "supplier_name: A, annual_spend: 1, currency: CNY"), "SCM-014", clear, ""},
		{"no critical part: the second tier is not asked", suppliers("", "supplier_name: A, critical: false"), "SCM-007", clear, ""},
		{"a critical part", suppliers("", "supplier_name: A, critical: true"), "SCM-007", open, "company.tier2_mapped_ratio"},
		{"a part from one country", suppliers("", `supplier_name: A, critical: true, country: JP, goods_hs: "854231"`), "SCM-006", risk, ""},
		{"another row may be the second country", suppliers("", `supplier_name: A, critical: true, country: JP, goods_hs: "854231"`, "supplier_name: B, critical: true, country: KR"), "SCM-006", open, "suppliers[B].goods_hs"},
		{"a service has no code", suppliers("", "supplier_name: A, critical: true, country: JP, goods_hs: null"), "SCM-006", clear, ""},
		{"rows not in use or not critical need no code", "as_of: 2026-11-23\nsuppliers: [{supplier_name: A, active: false, critical: true}, {supplier_name: B, active: true, critical: false}]", "SCM-006", clear, ""},
		{"a payee differs, the company has not said", suppliers("", "supplier_name: A, payee_matches: false", "supplier_name: B"), "SCM-029", risk, ""},
		{"payees match, the company has not said", suppliers("", "supplier_name: A, payee_matches: true"), "SCM-029", open, "company.third_party_payment"},
		{"a hit on a Chinese list", suppliers("cn_list_hits: 0", "supplier_name: A, screen_result: HIT_CN"), "SCM-040", risk, ""},
		{"chapter 63 is for a person to see", suppliers("sells_to_us: true", `supplier_name: A, goods_hs: "630260", region: CN-SD, raw_traced: false`), "SCM-050", open, ""},
		{"chapter 63 from Xinjiang", suppliers("sells_to_us: true", `supplier_name: A, goods_hs: "630260", region: CN-XJ, raw_traced: false`), "SCM-050", risk, ""},
		{"chapter 63, the region open", suppliers("sells_to_us: true", `supplier_name: A, goods_hs: "630260", raw_traced: false`), "SCM-050", open, "suppliers[A].region"},
		{"traced, the code open", suppliers("sells_to_us: true", "supplier_name: A, raw_traced: true"), "SCM-050", clear, ""},
		{"not traced, the code open", suppliers("sells_to_us: true", "supplier_name: A, raw_traced: false, region: CN-SD"), "SCM-050", open, "suppliers[A].goods_hs"},
		{"an audit without a grade", suppliers("sells_to_eu: true", "supplier_name: A, critical: true, audit_type: BSCI, audit_date: 2024-01-01"), "SCM-059", open, "suppliers[A].audit_grade"},
		{"a part without a model year, the day open", said("sells_to_us: true, cv_product: vcs_hardware, cv_model_year: null"), "SCM-066", open, "company.delivery_date"},
		{"nobody sells vehicles to the United States", said("sells_to_us: false, sector: textile"), "SCM-066", clear, ""},
		{"vehicle parts may get there in a round-about way", said("sells_to_us: false, sector: auto_parts"), "SCM-066", open, "company.cv_product"},
	}
	for _, c := range cases {
		t.Run(c.id+" "+c.name, func(t *testing.T) {
			v := verdict(t, judge(t, c.text, rules.Options{}), c.id)
			if v.Outcome != c.want || (c.needs != "" && !slices.Contains(v.Needs, c.needs)) {
				t.Errorf("%s is %q, because %q, needs %v; want %q, needing %s", c.id, v.Outcome, v.Because, v.Needs, c.want, c.needs)
			}
		})
	}
}

// TestWhyAVerdictIsOpen: where our tables lack a country nobody is asked again, and what only a
// person can tell goes to one.
func TestWhyAVerdictIsOpen(t *testing.T) {
	for _, c := range []struct {
		text, id string
		want     station.Because
	}{
		{said("dispute_clause: arb_named_institution, counterparty_country: AR"), "SCM-022", station.BecauseReference},
		{said("counterparty_country: AR, cisg_decided: false"), "SCM-023", station.BecauseReference},
		{suppliers("sells_to_us: true", `supplier_name: A, goods_hs: "081340", region: CN-SD, raw_traced: false`), "SCM-050", station.BecauseManual},
	} {
		if v := verdict(t, judge(t, c.text, rules.Options{}), c.id); v.Because != c.want || len(v.Needs) != 0 {
			t.Errorf("%s is open because %q, needs %v; want %q", c.id, v.Because, v.Needs, c.want)
		}
	}
}

// TestWhatADayDecides: a rule whose law starts later, pauses or has an end says another thing on
// another day.
func TestWhatADayDecides(t *testing.T) {
	flr := "company: {sells_to_eu: true, eu_flr_ready: false}"
	bis := "company: {deals_ear_items: true}\nsuppliers: [{supplier_name: A, active: true, entity_list_owned_pct: 50}]"
	battery := "company: {sells_to_eu: true, battery_eu: true, battery_ce: true, battery_epr: true, net_turnover_eur: 40000000, battery_dd_plan: false}"
	pfhxa := "company: {sells_to_eu: true, sector: textile, reach_ok: true, water_repellent_textile: true, pfhxa_ok: false}"
	cases := []struct {
		day, id, text string
		want          station.Outcome
		severity      station.Severity
	}{
		{"2027-12-13", "SCM-051", flr, station.AtRisk, station.Medium},
		{"2027-12-15", "SCM-051", flr, station.AtRisk, station.High},
		{"2025-09-28", "SCM-046", bis, station.NotApplicable, ""},
		{"2025-09-29", "SCM-046", bis, station.AtRisk, station.High},
		{"2025-11-10", "SCM-046", bis, station.AtRisk, station.Low},
		{"2026-11-09", "SCM-046", bis, station.AtRisk, station.Low},
		{"2026-11-10", "SCM-046", bis, station.AtRisk, station.High},
		{"2027-08-17", "SCM-055", battery, station.AtRisk, station.Medium},
		{"2027-08-18", "SCM-055", battery, station.AtRisk, station.High},
		{"2026-10-09", "SCM-056", pfhxa, station.Clear, ""},
		{"2026-10-10", "SCM-056", pfhxa, station.AtRisk, station.High},
		{"2025-12-31", "SCM-054", "company: {sells_to_eu: true, cbam_goods: true, cbam_emissions_ready: false, cbam_tonnes_per_importer: 90}", station.NotApplicable, ""},
		{"2026-01-01", "SCM-054", "company: {sells_to_eu: true, cbam_goods: true, cbam_emissions_ready: false, cbam_tonnes_per_importer: 90}", station.AtRisk, station.High},
		{"2024-08-31", "SCM-023", "company: {counterparty_country: SA, cisg_decided: false}", station.NotApplicable, ""},
		{"2024-09-01", "SCM-023", "company: {counterparty_country: SA, cisg_decided: false}", station.AtRisk, station.Low},
	}
	for _, c := range cases {
		t.Run(c.id+" "+c.day, func(t *testing.T) {
			v := verdict(t, judge(t, "as_of: "+c.day+"\n"+c.text, rules.Options{}), c.id)
			if v.Outcome != c.want || v.Severity != c.severity {
				t.Errorf("%s on %s is %s %s, want %s %s", c.id, c.day, v.Outcome, v.Severity, c.want, c.severity)
			}
		})
	}
}

// TestEveryDayOfTheDecadeCanBeJudged: no rule of the area lacks a figure on a day on which it is
// judged at all.
func TestEveryDayOfTheDecadeCanBeJudged(t *testing.T) {
	for _, day := range []string{"2020-01-01", "2021-01-09", "2022-06-21", "2024-02-17", "2025-08-28", "2026-03-31", "2026-11-25", "2028-01-01", "2029-12-31"} {
		asOf, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		c := &rules.Case{AsOf: asOf, Company: rules.Row{}, Context: rules.Context{}}
		if _, err := engine(t).Judge(context.Background(), c, rules.Options{Areas: []station.Area{station.Supply}}); err != nil {
			t.Errorf("%s: %v", day, err)
		}
	}
}

// TestFamiliesThatPullApartAreShownTogether holds the conflict note of the fact file: Chinese
// counter-measures on one side, foreign rules on the other.
func TestFamiliesThatPullApartAreShownTogether(t *testing.T) {
	chinese := []string{"SCM-040", "SCM-041", "SCM-042", "SCM-043"}
	foreign := []string{"SCM-044", "SCM-045", "SCM-046", "SCM-047", "SCM-048", "SCM-049", "SCM-050", "SCM-051", "SCM-052"}
	check := func(ids, others []string) {
		for _, id := range ids {
			r, ok := engine(t).Rule(id)
			if !ok || !slices.Equal(r.Beside, others) {
				t.Errorf("%s stands beside %v, want %v", id, r.Beside, others)
			}
			if !strings.Contains(r.Note.Zh, "东道国律师") || !strings.Contains(r.Note.En, "host-country counsel") {
				t.Errorf("%s does not say who decides: %v", id, r.Note)
			}
		}
	}
	check(chinese, foreign)
	check(foreign, chinese)
}

// TestEvidenceNamesOnlyWhatIsMissing holds the details of the worked cases.
func TestEvidenceNamesOnlyWhatIsMissing(t *testing.T) {
	all := samples(t)
	for name, want := range map[string][2]string{"textile": {"SCM-056", "map[pfhxa_ok:false]"}, "electronics": {"SCM-055", "map[battery_epr:false]"}} {
		j, err := engine(t).Judge(context.Background(), caseOf(t, all[name]), rules.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(verdict(t, j, want[0]).Findings[0].Evidence); got != want[1] {
			t.Errorf("%s: %s shows %s, want %s", name, want[0], got, want[1])
		}
	}
}
