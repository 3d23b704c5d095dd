package rules_test

import (
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

// TestEmployeeInThreeValues tries what the Rego tests cannot: empty cells, cells that mean none,
// countries that the reference data lack, and levels from the daily table.
func TestEmployeeInThreeValues(t *testing.T) {
	const abroad = "location_type: abroad, "
	cases := []struct {
		name, row, id string
		want          station.Outcome
		because       station.Because
		needs         string
	}{
		{"contract unsigned, start open", "employer_entity: CN_parent, contract_signed: false", "EMP-001", station.Unanswered, station.BecauseAnswers, "contract_start"},
		{"signed contract needs no start", "employer_entity: CN_parent, contract_signed: true", "EMP-002", station.Clear, "", ""},
		{"staff of an agency", "employer_entity: dispatch_agency", "EMP-001", station.NotApplicable, "", ""},

		{"no training is certain without a date", abroad + "pretrip_training_date: null", "EMP-008", station.AtRisk, "", ""},
		{"training not said", abroad + "posting_start: 2026-06-01", "EMP-008", station.Unanswered, station.BecauseAnswers, "pretrip_training_date"},
		{"trained, posting open", abroad + "pretrip_training_date: 2026-05-20", "EMP-008", station.Unanswered, station.BecauseAnswers, "posting_start"},
		{"at home, trained before the planned departure", "location_type: CN, planned_departure: 2027-01-10, pretrip_training_date: 2026-05-20", "EMP-008", station.Clear, "", ""},
		{"at home, trained after the planned departure", "location_type: CN, planned_departure: 2027-01-10, pretrip_training_date: 2027-01-11", "EMP-008", station.AtRisk, "", ""},
		{"at home with no plan", "location_type: CN", "EMP-008", station.NotApplicable, "", ""},

		{"permit held, no date", abroad + "post_country: VN, work_permit_status: held", "EMP-019", station.Unanswered, station.BecauseAnswers, "work_permit_expiry"},
		{"permit in a country that the reference data lack", abroad + "post_country: ZZ, work_permit_status: held, work_permit_expiry: 2026-12-01", "EMP-019", station.Unanswered, station.BecauseReference, ""},
		{"country listed without a lead", abroad + "post_country: FR, work_permit_status: held, work_permit_expiry: 2026-12-01", "EMP-019", station.Unanswered, station.BecauseReference, ""},
		{"permit, country open", abroad + "work_permit_status: held, work_permit_expiry: 2026-12-01", "EMP-019", station.Unanswered, station.BecauseAnswers, "post_country"},
		{"expired permit needs no country", abroad + "work_permit_status: held, work_permit_expiry: 2026-11-22", "EMP-019", station.AtRisk, "", ""},
		{"expired permit in a country that the reference data lack", abroad + "post_country: ZZ, work_permit_status: held, work_permit_expiry: 2026-11-22", "EMP-019", station.AtRisk, "", ""},
		{"permit kept by a person at home", "location_type: CN, work_permit_status: held, work_permit_expiry: 2026-12-01", "EMP-019", station.Clear, "", ""},

		{"nationality left out means Chinese", abroad + "post_country: VN, visa_type: residence, activity: construction, work_permit_status: none", "EMP-021", station.AtRisk, "", ""},
		{"status open", abroad + "post_country: VN, activity: construction, work_permit_status: none", "EMP-021", station.Unanswered, station.BecauseAnswers, "visa_type"},
		{"visiting status decides", abroad + "post_country: VN, visa_type: business", "EMP-021", station.Clear, "", ""},

		{"host insurance paid, days open", abroad + "post_country: TH, host_si_paid: true", "EMP-035", station.Clear, "", ""},
		{"host insurance, days open", abroad + "post_country: TH, host_si_paid: false", "EMP-035", station.Unanswered, station.BecauseAnswers, "days_in_country_12m"},
		{"host insurance, 90 days", abroad + "post_country: TH, host_si_paid: false, days_in_country_12m: 90", "EMP-035", station.AtRisk, "", ""},
		{"90 days are not the test of Indonesia", abroad + "post_country: ID, host_si_paid: false, days_in_country_12m: 179", "EMP-035", station.NotApplicable, "", ""},
		{"180 days in Indonesia", abroad + "post_country: ID, host_si_paid: false, days_in_country_12m: 180", "EMP-035", station.AtRisk, "", ""},
		{"days do not matter in Vietnam", abroad + "post_country: VN, host_si_paid: false, contract_type: labour_contract, days_in_country_12m: 300", "EMP-035", station.NotApplicable, "", ""},
		{"open-ended local contract in Vietnam", abroad + "post_country: VN, host_si_paid: false, contract_type: local_contract, visa_type: work", "EMP-035", station.AtRisk, "", ""},
		{"end of the local contract not known", abroad + "post_country: VN, host_si_paid: false, contract_type: local_contract, visa_type: work, contract_end: dont_know", "EMP-035", station.Unanswered, station.BecauseAnswers, "contract_end contract_start"},
		{"treaty in force, listed for that only", abroad + "post_country: CH, host_si_paid: false, days_in_country_12m: 300", "EMP-035", station.NotApplicable, "", ""},
		{"no treaty, duty not listed", abroad + "post_country: FR, host_si_paid: false, days_in_country_12m: 300", "EMP-035", station.Unanswered, station.BecauseReference, ""},
		{"foreigners are not insured", abroad + "post_country: SG, host_si_paid: false", "EMP-035", station.NotApplicable, "", ""},
		{"country that the reference data lack", abroad + "post_country: ZZ, host_si_paid: false, days_in_country_12m: 300", "EMP-035", station.Unanswered, station.BecauseReference, ""},
		{"host insurance, country open", abroad + "host_si_paid: false, days_in_country_12m: 300", "EMP-035", station.Unanswered, station.BecauseAnswers, "contract_type post_country visa_type"},

		{"silent for two days in a red region", abroad + "post_country: PH, post_region: Manila, lured: false, last_checkin: 2026-11-21", "EMP-065", station.AtRisk, "", ""},
		{"silent for two days, level of the country", abroad + "post_country: PH, lured: false, last_checkin: 2026-11-21", "EMP-065", station.Clear, "", ""},
		{"the row's own level wins", abroad + "post_country: PH, mfa: orange, lured: false, last_checkin: 2026-11-21", "EMP-065", station.AtRisk, "", ""},
		{"no level in the table", abroad + "post_country: VN, lured: false, last_checkin: 2026-11-21", "EMP-065", station.Unanswered, station.BecauseAnswers, "mfa"},
		{"silent beyond every limit", abroad + "post_country: VN, lured: false, last_checkin: 2026-11-15", "EMP-065", station.AtRisk, "", ""},
		{"country open", abroad + "lured: false, last_checkin: 2026-11-21", "EMP-065", station.Unanswered, station.BecauseAnswers, "post_country"},
		{"lured, nothing else known", abroad + "lured: true", "EMP-065", station.AtRisk, "", ""},
		{"in contact, offer open", abroad + "post_country: PH, last_checkin: 2026-11-22", "EMP-065", station.Unanswered, station.BecauseAnswers, "lured"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text := "as_of: 2026-11-23\ncontext: {mfa: {PH: yellow, PH/Manila: red}}\nemployees:\n  - {emp_ref: E-01, " + c.row + "}\n"
			v := verdict(t, judge(t, text, rules.Options{}), c.id)
			needs := strings.ReplaceAll(strings.Join(v.Needs, " "), "employees[E-01].", "")
			if v.Outcome != c.want || v.Because != c.because || needs != c.needs {
				t.Fatalf("%s because %q, needs %q", v.Outcome, v.Because, needs)
			}
		})
	}
}

func TestStaffQuestionsInThreeValues(t *testing.T) {
	cases := []struct {
		name, company, id string
		want              station.Outcome
		needs             string
	}{
		{"nobody dispatched: own staff does not matter", "dispatch_count: 0", "EMP-045", station.Clear, ""},
		{"dispatched, own staff open", "dispatch_count: 3", "EMP-045", station.Unanswered, "company.contract_count"},
		{"one gap is enough", "breach_plan: false", "EMP-058", station.AtRisk, ""},
		{"no gap yet", "breach_plan: true, log_months: 6", "EMP-058", station.Unanswered, "company.dlp"},
		{"duties not split, accounts open", "duty_split: false", "EMP-059", station.AtRisk, ""},
		{"no second check, training open", "callback_verify: false", "EMP-062", station.AtRisk, ""},
		{"second check, training open", "callback_verify: true", "EMP-062", station.Unanswered, "company.antifraud_training_months_ago"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			v := verdict(t, judge(t, "as_of: 2026-11-23\ncompany: {"+c.company+"}\n", rules.Options{}), c.id)
			if v.Outcome != c.want || strings.Join(v.Needs, " ") != c.needs {
				t.Fatalf("%s, needs %v", v.Outcome, v.Needs)
			}
		})
	}
}
