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

		{"exempt in a country without an exemption", abroad + "post_country: US, work_permit_status: exempt", "EMP-022", station.NotApplicable, "", ""},
		{"exempt in Thailand for 15 days", abroad + "post_country: TH, work_permit_status: exempt, days_in_country_ytd: 15", "EMP-022", station.AtRisk, "", ""},
		{"exempt in a country that the reference data lack", abroad + "post_country: ZZ, work_permit_status: exempt, days_in_country_ytd: 15, exempt_notice_filed: false", "EMP-022", station.Unanswered, station.BecauseReference, ""},

		{"visa-free where no total is published", abroad + "post_country: SG, visa_type: visa_free, stay_days: 30", "EMP-023", station.Clear, "", ""},
		{"visa-free, total open", abroad + "post_country: TH, visa_type: visa_free, stay_days: 30", "EMP-023", station.Unanswered, station.BecauseAnswers, "days_in_country_180"},
		{"visa-free stay too long, total open", abroad + "post_country: TH, visa_type: visa_free, stay_days: 31", "EMP-023", station.AtRisk, "", ""},
		{"visa-free into a country that grants none", abroad + "post_country: RU, visa_type: visa_free, stay_days: 99", "EMP-023", station.NotApplicable, "", ""},
		{"visa-free into a country that the reference data lack", abroad + "post_country: ZZ, visa_type: visa_free, stay_days: 1, days_in_country_180: 1", "EMP-023", station.Unanswered, station.BecauseReference, ""},

		{"hands-on in the United States, clause open", abroad + "post_country: US, visa_type: business, activity: construction", "EMP-027", station.AtRisk, "", ""},
		{"installation in the United States, clause open", abroad + "post_country: US, visa_type: business, activity: after_sales_install", "EMP-027", station.Unanswered, station.BecauseAnswers, "us_contract_clause"},

		{"posted to a country whose part is not complete", abroad + "post_country: FR, activity: training, eu_notified: false, posting_months: 1, extension_notice: false", "EMP-030", station.Unanswered, station.BecauseReference, ""},
		{"posted to the EU for a meeting", abroad + "post_country: HU, activity: meeting, eu_notified: false", "EMP-030", station.NotApplicable, "", ""},
		{"19 months whatever was notified", abroad + "post_country: DE, activity: training, posting_months: 19", "EMP-030", station.AtRisk, "", ""},

		{"category three under both floors", abroad + "post_country: MY, application_date: 2026-07-01, ep_category: III, base_salary_local: 4000", "EMP-031", station.AtRisk, "", ""},
		{"category three between the floors", abroad + "post_country: MY, application_date: 2026-07-01, ep_category: III, base_salary_local: 6000", "EMP-031", station.Unanswered, station.BecauseAnswers, "company.sector_mfg"},
		{"category two needs no sector", abroad + "post_country: MY, application_date: 2026-07-01, ep_category: II, base_salary_local: 10000", "EMP-031", station.Clear, "", ""},

		{"treaty listed for that only, no certificate", abroad + "post_country: CH, employer_entity: CN_parent, social_ins_cn: true, si_certificate: none", "EMP-033", station.AtRisk, "", ""},
		{"certificate in a country whose longest term is not listed", abroad + "post_country: CH, si_certificate: held, si_cert_expiry: 2028-01-01, exempt_months: 70", "EMP-034", station.Unanswered, station.BecauseReference, ""},
		{"certificate in a country without a longest term", abroad + "post_country: VN, si_certificate: held, si_cert_expiry: 2028-01-01", "EMP-034", station.Clear, "", ""},
		{"no certificate is asked of a person at home", "location_type: CN", "EMP-034", station.NotApplicable, "", ""},

		{"183 days and registered is a warning", abroad + "days_in_country_12m: 183, host_tax_registered: true", "EMP-038", station.AtRisk, "", ""},
		{"200 days, registration open", abroad + "days_in_country_12m: 200", "EMP-038", station.Unanswered, station.BecauseAnswers, "host_tax_registered"},

		{"week of the year in Mexico", abroad + "post_country: MX, weekly_hours: 48, overtime_paid: false", "EMP-042", station.Clear, "", ""},
		{"over the week of the year in Mexico", abroad + "post_country: MX, weekly_hours: 48.5, overtime_paid: false", "EMP-042", station.AtRisk, "", ""},
		{"country without a week", abroad + "post_country: NG, weekly_hours: 90, overtime_paid: false", "EMP-042", station.NotApplicable, "", ""},
		{"week of a country that the reference data lack", abroad + "post_country: ZZ, weekly_hours: 90, overtime_paid: false", "EMP-042", station.Unanswered, station.BecauseReference, ""},
		{"overtime paid whatever the week", abroad + "post_country: ZZ, weekly_hours: 90, overtime_paid: true", "EMP-042", station.Clear, "", ""},

		{"not through the wage system", abroad + "post_country: SA, last_paid: 2026-11-05, pay_channel: local_bank", "EMP-043", station.AtRisk, "", ""},
		{"wage system of a country that the reference data lack", abroad + "post_country: ZZ, last_paid: 2026-11-05, pay_channel: local_bank", "EMP-043", station.Unanswered, station.BecauseReference, ""},
		{"arrears in a country that the reference data lack", abroad + "post_country: ZZ, last_paid: 2026-09-05, pay_channel: local_bank", "EMP-043", station.AtRisk, "", ""},
		{"paid by a Chinese bank at home", "location_type: CN, last_paid: 2026-11-05, pay_channel: cn_bank", "EMP-043", station.Clear, "", ""},

		{"no pay agreed, wage open", "noncompete_signed: true, noncompete_months: 12, secret_access: core, noncompete_pay: null", "EMP-051", station.AtRisk, "", ""},
		{"pay open", "noncompete_signed: true, noncompete_months: 12, secret_access: core, avg_wage_12m: 10000", "EMP-051", station.Unanswered, station.BecauseAnswers, "noncompete_pay"},

		{"left and access kept", "left_at: 2026-11-18T18:00", "EMP-054", station.AtRisk, "", ""},
		{"left, access not known", "left_at: 2026-11-18T18:00, access_revoked_at: dont_know", "EMP-054", station.Unanswered, station.BecauseAnswers, "access_revoked_at"},
		{"not left", "role: rd", "EMP-054", station.NotApplicable, "", ""},

		{"hot spot", abroad + "post_country: KH, travel_docs_complete: false", "EMP-063", station.AtRisk, "", "activity visa_type"},
		{"no hot spot though the reference data lack it", abroad + "post_country: ZZ, travel_docs_complete: false", "EMP-063", station.NotApplicable, "", ""},
		{"destination open", abroad + "travel_docs_complete: false", "EMP-063", station.Unanswered, station.BecauseAnswers, "post_country"},
		{"no destination", "location_type: CN, travel_docs_complete: false", "EMP-063", station.NotApplicable, "", ""},

		{"red region", abroad + "post_country: PH, post_region: Manila", "EMP-068", station.AtRisk, "", ""},
		{"no level in the table for a traveller", "location_type: CN, planned_departure: 2027-01-10, post_country: VN", "EMP-068", station.Unanswered, station.BecauseAnswers, "mfa"},
		{"at home the level does not matter", "location_type: CN", "EMP-068", station.NotApplicable, "", ""},
		{"red is not orange", abroad + "post_country: PH, post_region: Manila, orange_approved: false", "EMP-069", station.NotApplicable, "", ""},
		{"orange by its own row", abroad + "post_country: PH, mfa: orange, orange_approved: false", "EMP-069", station.AtRisk, "", ""},
		{"not registered, level open", abroad + "post_country: VN, stay_days: 8, consular_registered: false", "EMP-073", station.AtRisk, "", "mfa"},
		{"no cover in a red region", abroad + "post_country: PH, post_region: Manila, insurance: [war]", "EMP-074", station.AtRisk, "", ""},
		{"cover open in a yellow country", abroad + "post_country: PH", "EMP-074", station.NotApplicable, "", ""},

		{"permits are not asked of a Chinese national", "location_type: CN, contract_type: labour_contract", "EMP-078", station.NotApplicable, "", ""},
		{"residence is not asked of a Chinese national", "location_type: CN", "EMP-080", station.NotApplicable, "", ""},
		{"study is not asked of a Chinese national", "location_type: CN", "EMP-083", station.NotApplicable, "", ""},
		{"foreigner without a permit, residence open", "nationality: DE, location_type: CN, contract_type: service, cn_work_permit: false", "EMP-078", station.Unanswered, station.BecauseAnswers, "cn_residence_permit_type study_annotated"},
		{"one date near is enough", "nationality: DE, location_type: CN, cn_work_permit_expiry: 2026-12-20", "EMP-079", station.AtRisk, "", "cn_residence_expiry"},
		{"one date far is not", "nationality: DE, location_type: CN, cn_work_permit_expiry: 2028-12-20", "EMP-079", station.Unanswered, station.BecauseAnswers, "cn_residence_expiry"},
		{"who has no work permit has no date of it", "nationality: DE, location_type: CN, cn_work_permit: false, cn_residence_expiry: 2028-12-20", "EMP-079", station.Clear, "", ""},
		{"a permanent resident needs no work permit", "nationality: DE, location_type: CN, permanent_resident: true, cn_residence_expiry: 2028-12-20", "EMP-079", station.Clear, "", ""},
		{"who has no residence permit has no date of it", "nationality: DE, location_type: CN, cn_residence_permit_type: none, cn_work_permit_expiry: 2028-12-20", "EMP-079", station.Clear, "", ""},
		{"a date that was given counts all the same", "nationality: DE, location_type: CN, cn_work_permit: false, cn_work_permit_expiry: 2026-11-20, cn_residence_expiry: 2028-12-20", "EMP-079", station.AtRisk, "", ""},
		{"residence not applied for", "nationality: DE, location_type: CN, residence_required: true, entry_date: 2026-10-01", "EMP-080", station.AtRisk, "", ""},
		{"residence not known", "nationality: DE, location_type: CN, residence_required: true, entry_date: 2026-10-01, residence_applied: dont_know", "EMP-080", station.Unanswered, station.BecauseAnswers, "residence_applied"},
		{"lodging not registered", "nationality: DE, location_type: CN, checkin_at: 2026-11-20T20:00", "EMP-081", station.AtRisk, "", ""},
		{"in a hotel", "nationality: DE, location_type: CN", "EMP-081", station.NotApplicable, "", ""},
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
		{"full fund needs no days", "labour_coop_licence: true, reserve_fund_cny: 3000000", "EMP-006", station.Clear, ""},
		{"short fund, days open", "labour_coop_licence: true, reserve_fund_cny: 1000000", "EMP-006", station.Unanswered, "company.days_since_fund_used_wd"},
		{"short fund never drawn on", "labour_coop_licence: true, reserve_fund_cny: 1000000, days_since_fund_used_wd: null", "EMP-006", station.AtRisk, ""},
		{"no agent needs no licence", "overseas_contractor: true, contractor_staff_all_contracted: true, agent_used: false", "EMP-014", station.Clear, ""},
		{"charge on new visas after its twelve months", "new_h1b_planned: true", "EMP-028", station.Unanswered, ""},
		{"large redundancy, staff open", "layoff_count: 20, notice_30d: false", "EMP-047", station.AtRisk, ""},
		{"small redundancy, staff open", "layoff_count: 3, notice_30d: false, reported_hrss: true", "EMP-047", station.Unanswered, "company.headcount"},
		{"few members need no union", "union_members: 24, rules_democratic: true", "EMP-048", station.Clear, ""},
		{"exempt whatever is sent", "hr_data_abroad: true, rules_democratic: true, collective_contract: true", "EMP-056", station.Clear, ""},
		{"assessment passed whatever is sent", "hr_data_abroad: true, pi_route: assessment", "EMP-056", station.Clear, ""},
		{"sensitive data without a procedure", "hr_data_abroad: true, rules_democratic: false, spi_count: 1, pi_count: 1, is_ciio: false, pi_route: none", "EMP-056", station.AtRisk, ""},
		{"no procedure, critical or not", "hr_data_abroad: true, rules_democratic: false, spi_count: 1, pi_count: 1, pi_route: none", "EMP-056", station.AtRisk, ""},
		{"a standard contract may not do", "hr_data_abroad: true, rules_democratic: false, spi_count: 1, pi_count: 1, pi_route: scc", "EMP-056", station.Unanswered, "company.is_ciio"},
		{"guards are asked of keepers only", "haz_chem: true, haz_produce_store: false, haz_filed_5d: true, haz_toxic_or_major: false", "EMP-088", station.Clear, ""},
		{"neither seller nor class-1 user needs a ledger", "precursor: true, precursor_filed: true, annual_report: true, precursor_seller: false, class1_user: false", "EMP-089", station.Clear, ""},
		{"more than 100 people, sector open", "headcount: 101, safety_dept_or_fulltime: false", "EMP-092", station.AtRisk, ""},
		{"full-time officer, all else open", "safety_dept_or_fulltime: true", "EMP-092", station.Clear, ""},
		{"few people with nobody, sector open", "headcount: 20, safety_dept_or_fulltime: false, safety_part_time: false", "EMP-092", station.AtRisk, ""},
		{"internal event", "event_people: 3000, event_public: false", "EMP-093", station.Clear, ""},
		{"public event not applied for", "event_people: 3000, event_public: true, applied_days_before: null", "EMP-093", station.AtRisk, ""},
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
