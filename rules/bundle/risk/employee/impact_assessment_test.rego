package risk.employee.impact_assessment_test

import data.risk.employee.impact_assessment as rule

firm(done, years) := {
	"as_of": "2026-11-23",
	"company": {"hr_data_abroad": true, "piia": done, "piia_years_kept": years},
}

test_not_made if rule.fires with input as firm(false, 3)

test_kept_for_two_years if rule.fires with input as firm(true, 2)

test_kept_for_three_years if not rule.fires with input as firm(true, 3)

test_each_occasion if {
	every occasion in ["hr_data_abroad", "collects_sensitive", "vendor_hr"] {
		rule.applies with input.company as {occasion: true}
	}
}

test_no_occasion if {
	not rule.applies with input.company as {"hr_data_abroad": false, "collects_sensitive": false, "vendor_hr": false}
}

test_evidence if rule.evidence == {"piia": true, "piia_years_kept": 2} with input as firm(true, 2)

test_line if {
	rule.lines == {"piia_years_kept": 3} with input as firm(true, 2)
	rule.lines == {} with input as firm(false, 3)
}
