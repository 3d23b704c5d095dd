package risk.employee.orange_area_test

import data.risk.employee.orange_area as rule

case(approved, plan, level) := {
	"employee": {"location_type": "abroad", "orange_approved": approved, "site_plan": plan},
	"derived": {"row_mfa_level": level},
}

test_not_approved if rule.fires with input as case(false, true, "orange")

test_no_plan if rule.fires with input as case(true, false, "orange")

test_in_order if not rule.fires with input as case(true, true, "orange")

test_orange if rule.applies with input as case(true, true, "orange")

test_other_levels if {
	every level in ["blue", "yellow", "red"] {
		not rule.applies with input as case(false, false, level)
	}
}

test_at_home if {
	not rule.applies with input as object.union(case(false, false, "orange"), {"employee": {"location_type": "CN"}})
}

test_evidence if {
	found := rule.evidence with input as case(true, false, "orange")
	found == {"row_mfa_level": "orange", "orange_approved": true, "site_plan": false}
}
