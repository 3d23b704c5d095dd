package risk.employee.red_area_test

import data.risk.employee.red_area as rule

case(fields, level) := {
	"employee": object.union({"location_type": "abroad", "post_country": "PH", "post_region": "Manila"}, fields),
	"derived": {"row_mfa_level": level},
}

test_red if rule.fires with input as case({}, "red")

test_other_levels if {
	every level in ["blue", "yellow", "orange"] {
		not rule.fires with input as case({}, level)
	}
}

test_abroad if rule.applies with input as case({}, "red")

test_about_to_leave if rule.applies with input as case({"location_type": "CN", "planned_departure": "2027-01-10"}, "red")

test_at_home if not rule.applies with input as case({"location_type": "CN"}, "red")

test_evidence if {
	found := rule.evidence with input as case({}, "red")
	found == {"row_mfa_level": "red", "post_country": "PH", "post_region": "Manila"}
}
