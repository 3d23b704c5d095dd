package rules_test

import (
	"slices"
	"testing"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

// TestFiguresOfTheStaffInThreeValues tries what is said of a whole list while some of its cells are
// empty, or answered with "don't know" where an empty one would mean that there is none.
func TestFiguresOfTheStaffInThreeValues(t *testing.T) {
	const plan, permits = "emergency_plan: false", "rptka: false, dkp_paid: true, companion: true"
	cases := []struct {
		name, company, rows, id string
		want                    station.Outcome
		needs                   string
	}{
		{"one abroad is enough", plan, "{emp_ref: E-1, location_type: abroad}, {emp_ref: E-2}", "EMP-070", station.AtRisk, ""},
		{"whether the one abroad has left is not known", plan, "{emp_ref: E-1, location_type: abroad, left_at: dont_know}", "EMP-070", station.Unanswered, "employees[E-1].left_at"},
		{"another one abroad has not left", plan, "{emp_ref: E-1, location_type: abroad, left_at: dont_know}, {emp_ref: E-2, location_type: abroad}", "EMP-070", station.AtRisk, ""},
		{"all at home", plan, "{emp_ref: E-1, location_type: CN}", "EMP-070", station.NotApplicable, ""},
		{"a place not known", plan, "{emp_ref: E-1}", "EMP-070", station.Unanswered, "employees[E-1].location_type"},

		{"cells that cannot matter are not missed", permits, "{emp_ref: E-1, location_type: CN}, {emp_ref: E-2, location_type: abroad, post_country: VN}", "EMP-032", station.NotApplicable, ""},
		{"a cell that can still matter is asked", permits, "{emp_ref: E-1, location_type: CN}, {emp_ref: E-2, location_type: abroad, post_country: ID, activity: meeting}", "EMP-032", station.Unanswered, "employees[E-2].work_permit_status"},
		{"enough is known", permits, "{emp_ref: E-1}, {emp_ref: E-2, location_type: abroad, post_country: ID, activity: construction}", "EMP-032", station.AtRisk, ""},
		{"no list", permits, "", "EMP-032", station.Unanswered, "employees"},
		{"whether the one foreigner has left is not known", "chain_clear: true", "{emp_ref: E-1, nationality: DE, location_type: CN, contract_type: service, left_at: dont_know}", "EMP-082", station.Unanswered, "company.foreign_changes_12m"},
		{"the one foreigner has left", "chain_clear: true", "{emp_ref: E-1, nationality: DE, location_type: CN, contract_type: service, left_at: 2026-11-01}", "EMP-082", station.Clear, ""},

		{"never drilled", "last_drill: null", "{emp_ref: E-1, location_type: abroad, post_country: VN}", "EMP-072", station.AtRisk, ""},
		{"drilled within every limit", "last_drill: 2026-09-01", "{emp_ref: E-1, location_type: abroad, post_country: VN}", "EMP-072", station.Clear, ""},
		{"drilled beyond every limit", "last_drill: 2025-09-01", "{emp_ref: E-1, location_type: abroad, post_country: VN}", "EMP-072", station.AtRisk, ""},
		{"drilled between the limits, level open", "last_drill: 2026-03-01", "{emp_ref: E-1, location_type: abroad, post_country: VN}", "EMP-072", station.Unanswered, ""},
		{"drilled between the limits, one place red", "last_drill: 2026-03-01", "{emp_ref: E-1, location_type: abroad, post_country: VN}, {emp_ref: E-2, location_type: abroad, mfa: red}", "EMP-072", station.AtRisk, ""},
		{"drilled between the limits, place of one not known", "last_drill: 2026-03-01", "{emp_ref: E-1}, {emp_ref: E-2, location_type: abroad, mfa: blue}", "EMP-072", station.Unanswered, "employees[E-1].location_type"},
		{"drilled between the limits, all blue", "last_drill: 2026-03-01", "{emp_ref: E-1, location_type: abroad, post_country: VN, mfa: blue}", "EMP-072", station.Clear, ""},
		{"budget above every line, level open", "security_budget_pct: 5", "{emp_ref: E-1, location_type: abroad, post_country: VN}", "EMP-075", station.Clear, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text := "as_of: 2026-11-23\ncompany: {" + c.company + "}\n"
			if c.rows != "" {
				text += "employees: [" + c.rows + "]\n"
			}
			v := verdict(t, judge(t, text, rules.Options{}), c.id)
			if v.Outcome != c.want || (c.needs != "" && !slices.Contains(v.Needs, c.needs)) {
				t.Errorf("%s, needs %v", v.Outcome, v.Needs)
			}
		})
	}
}
