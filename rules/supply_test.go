package rules_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

func suppliers(company string, rows ...string) string {
	text := "as_of: 2026-11-23\nfx: {USD: 7.0}\ncompany: {" + company + "}\nsuppliers:"
	if len(rows) == 0 {
		return text + " []\n"
	}
	for _, row := range rows {
		text += "\n  - {active: true, " + row + "}"
	}
	return text + "\n"
}

// TestSupplyInThreeValues tries what the Rego tests cannot: cells that are empty, lists that are
// not there, closed gates.
func TestSupplyInThreeValues(t *testing.T) {
	const declared, spend = "annual_purchases_cny: 1000", "annual_spend: 100, currency: CNY"
	cases := []struct {
		name, text string
		want       map[string]station.Outcome
		needs      string // of the first rule wanted, when one is named
	}{
		{"nothing answered", "as_of: 2026-11-23\ncompany: {}",
			map[string]station.Outcome{"SCM-001": station.Unanswered, "SCM-002": station.Unanswered, "SCM-003": station.Unanswered, "SCM-008": station.Unanswered, "SCM-010": station.Unanswered,
				"SCM-011": station.Unanswered, "SCM-027": station.Unanswered, "SCM-038": station.Unanswered, "SCM-004": station.NotApplicable}, ""},
		{"no supplier and nothing bought", suppliers("embargoed_countries: []"),
			map[string]station.Outcome{"SCM-001": station.NotApplicable, "SCM-002": station.NotApplicable, "SCM-003": station.NotApplicable, "SCM-004": station.NotApplicable,
				"SCM-008": station.NotApplicable, "SCM-010": station.Clear, "SCM-012": station.NotApplicable, "SCM-048": station.NotApplicable}, ""},
		{"no supplier although something was bought", suppliers(declared),
			map[string]station.Outcome{"SCM-004": station.AtRisk, "SCM-001": station.Clear}, ""},
		{"purchases not known", suppliers("annual_purchases_cny: dont_know", "supplier_name: A, "+spend),
			map[string]station.Outcome{"SCM-004": station.Unanswered, "SCM-001": station.Unanswered}, "company.annual_purchases_cny"},
		{"a supplier in Iran, another without a country", suppliers("embargoed_countries: []", "supplier_name: A, country: IR", "supplier_name: B"),
			map[string]station.Outcome{"SCM-010": station.AtRisk}, ""},
		{"a supplier without a country", suppliers("embargoed_countries: []", "supplier_name: A, country: CN", "supplier_name: B"),
			map[string]station.Outcome{"SCM-010": station.Unanswered}, "suppliers[B].country"},
		{"said by the company, no list", "as_of: 2026-11-23\ncompany: {embargoed_countries: [RU]}",
			map[string]station.Outcome{"SCM-010": station.AtRisk}, ""},
		{"none said, no list", "as_of: 2026-11-23\ncompany: {embargoed_countries: []}",
			map[string]station.Outcome{"SCM-010": station.Unanswered}, "suppliers"},
		{"a supplier in Iran, the company has not said", suppliers("", "supplier_name: A, country: IR"),
			map[string]station.Outcome{"SCM-010": station.AtRisk}, ""},
		{"one cell of the list open", suppliers("", "supplier_name: A, country: VN, "+spend, "supplier_name: B, country: CN, currency: CNY"),
			map[string]station.Outcome{"SCM-008": station.Unanswered, "SCM-001": station.Unanswered}, "suppliers[B].annual_spend"},
		{"fewer than four groups: the amounts do not matter", suppliers("", "supplier_name: A, currency: CNY"),
			map[string]station.Outcome{"SCM-002": station.NotApplicable, "SCM-003": station.NotApplicable}, ""},
		{"dishonest, insolvency open", suppliers("", "supplier_name: A, dishonest: true"),
			map[string]station.Outcome{"SCM-011": station.AtRisk}, ""},
		{"not dishonest, insolvency open", suppliers("", "supplier_name: A, dishonest: false"),
			map[string]station.Outcome{"SCM-011": station.Unanswered}, "suppliers[A].insolvency"},
		{"nobody is prepaid much: security is not asked", suppliers("", "supplier_name: A, prepay_ratio: 0.29"),
			map[string]station.Outcome{"SCM-012": station.Clear}, ""},
		{"prepaid much, security open", suppliers("", "supplier_name: A, prepay_ratio: 0.5, annual_spend: 1000000, currency: CNY"),
			map[string]station.Outcome{"SCM-012": station.Unanswered}, "company.advance_secured"},
		{"prepaid much, spend open", suppliers("advance_secured: false", "supplier_name: A, prepay_ratio: 0.5, currency: CNY"),
			map[string]station.Outcome{"SCM-012": station.Unanswered}, "suppliers[A].annual_spend"},
		{"prepaid much in dollars", suppliers("advance_secured: false", "supplier_name: A, prepay_ratio: 0.5, annual_spend: 142857.2, currency: USD"),
			map[string]station.Outcome{"SCM-012": station.AtRisk}, ""},
		{"no written contract for a critical part", suppliers("", "supplier_name: A, critical: true, contract_expiry: null"),
			map[string]station.Outcome{"SCM-017": station.AtRisk}, ""},
		{"contract not looked up", suppliers("", "supplier_name: A, critical: true"),
			map[string]station.Outcome{"SCM-017": station.Unanswered}, "suppliers[A].contract_expiry"},
		{"contract over, importance open", suppliers(declared, "supplier_name: A, contract_expiry: 2026-01-01, "+spend+", critical: dont_know", "supplier_name: B, critical: false, contract_expiry: null, annual_spend: 1, currency: CNY"),
			map[string]station.Outcome{"SCM-017@A": station.AtRisk, "SCM-017@B": station.NotApplicable}, ""},
		{"small supplier, not said whether critical", suppliers(declared, "supplier_name: A, contract_expiry: null, annual_spend: 1, currency: CNY"),
			map[string]station.Outcome{"SCM-017": station.Unanswered}, "suppliers[A].critical"},
		{"screened without a date column", suppliers("", "supplier_name: A, screen_result: CLEAR"),
			map[string]station.Outcome{"SCM-048": station.Unanswered, "SCM-044": station.Clear}, "suppliers[A].screen_date"},
		{"screened, the date left empty", suppliers("", "supplier_name: A, screen_date: null"),
			map[string]station.Outcome{"SCM-048": station.AtRisk, "SCM-044": station.Unanswered}, ""},
		{"stock is enough, the source open", suppliers("", "supplier_name: A, critical: true, inventory_days: 30, lead_time_days: 30"),
			map[string]station.Outcome{"SCM-072": station.Clear}, ""},
		{"no controlled item", "as_of: 2026-11-23\ncompany: {exports_controlled_item: false}",
			map[string]station.Outcome{"SCM-038": station.NotApplicable}, ""},
		{"no exports close the gate of open account", "as_of: 2026-11-23\ncompany: {exporter: false}",
			map[string]station.Outcome{"SCM-027": station.Clear}, ""},
		{"small share on open account: the term does not matter", "as_of: 2026-11-23\ncompany: {oa_uninsured_ratio: 0.1, single_buyer_uninsured_ratio: 0}",
			map[string]station.Outcome{"SCM-027": station.Clear}, ""},
		{"single buyer alone is enough", "as_of: 2026-11-23\ncompany: {single_buyer_uninsured_ratio: 0.2}",
			map[string]station.Outcome{"SCM-027": station.AtRisk}, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			j := judge(t, c.text, rules.Options{})
			got := outcomes(j)
			for key, want := range c.want {
				needs := verdict(t, j, strings.Split(key, "@")[0]).Needs
				if got[key] != want {
					t.Errorf("%s is %q, want %q (needs %v)", key, got[key], want, needs)
				}
				if want == station.Unanswered && c.needs != "" && !slices.Contains(needs, c.needs) {
					t.Errorf("%s needs %v, want %s among them", key, needs, c.needs)
				}
			}
		})
	}
}

// TestSupplySeveritiesAreThoseOfTheExpert holds the severities of the worked cases.
func TestSupplySeveritiesAreThoseOfTheExpert(t *testing.T) {
	want := map[string]map[string]station.Severity{
		"textile": {"SCM-001": station.Medium, "SCM-002": station.Medium, "SCM-003": station.Medium, "SCM-005": station.High, "SCM-011": station.High,
			"SCM-013": station.Medium, "SCM-017": station.Medium, "SCM-019": station.Low, "SCM-027": station.Medium, "SCM-043": station.High, "SCM-048": station.Medium,
			"SCM-050": station.High, "SCM-051": station.Medium, "SCM-056": station.High, "SCM-059": station.Medium, "SCM-072": station.High},
		"electronics": {"SCM-001": station.Medium, "SCM-002": station.Medium, "SCM-050": station.High, "SCM-055": station.High, "SCM-057": station.High,
			"SCM-065": station.High, "SCM-067": station.High, "SCM-069": station.High, "SCM-070": station.Medium},
	}
	all := samples(t)
	for name, severities := range want {
		j, err := engine(t).Judge(context.Background(), caseOf(t, all[name]), rules.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for id, severity := range severities {
			if v := verdict(t, j, id); v.Severity != severity {
				t.Errorf("%s: %s is %s, an expert says %s", name, id, v.Severity, severity)
			}
		}
	}
}

// TestEmbargoSaysWhatItKnows: a hit that the list alone proves is named, and while the list is
// open the severity is open too.
func TestEmbargoSaysWhatItKnows(t *testing.T) {
	hit := verdict(t, judge(t, suppliers("embargoed_countries: []", "supplier_name: A, country: RU", "supplier_name: B, country: KP"), rules.Options{}), "SCM-010")
	if hit.Severity != station.Critical || fmt.Sprint(hit.Findings[0].Evidence["sanctioned_supplier_countries"]) != "[KP RU]" {
		t.Errorf("severity %s, evidence %v", hit.Severity, hit.Findings[0].Evidence)
	}
	open := verdict(t, judge(t, suppliers("embargoed_countries: [RU]", "supplier_name: A, country: CN", "supplier_name: B"), rules.Options{}), "SCM-010")
	if open.Severity != station.High || !open.Findings[0].SeverityOpen {
		t.Errorf("severity %s, open %v", open.Severity, open.Findings[0].SeverityOpen)
	}
}
