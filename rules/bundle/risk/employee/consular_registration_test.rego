package risk.employee.consular_registration_test

import data.risk.employee.consular_registration as rule

case(registered, contact, stay, level) := {
	"as_of": "2026-11-23",
	"employee": {
		"location_type": "abroad", "stay_days": stay,
		"consular_registered": registered, "emergency_contact": contact,
	},
	"derived": {"row_mfa_level": level},
}

test_not_registered if rule.fires with input as case(false, true, 8, "blue")

test_no_contact if rule.fires with input as case(true, false, 8, "blue")

test_in_order if not rule.fires with input as case(true, true, 8, "red")

test_dangerous_places if {
	every level in ["orange", "red"] {
		rule.severity == "medium" with input as case(false, true, 8, level)
	}
}

test_other_places if {
	every level in ["blue", "yellow"] {
		rule.severity == "low" with input as case(false, true, 8, level)
	}
}

test_8_days if rule.applies with input as case(true, true, 8, "blue")

test_7_days if not rule.applies with input as case(false, false, 7, "blue")

test_at_home if not rule.applies with input.employee as {"location_type": "CN"}

test_evidence if {
	found := rule.evidence with input as case(false, true, 20, "blue")
	found == {"consular_registered": false, "emergency_contact": true, "stay_days": 20, "row_mfa_level": "blue"}
}

test_line if rule.lines == {"stay_days": 7} with input as case(false, true, 20, "blue")

test_long_at_home if {
	not rule.applies with input as object.union(case(false, false, 90, "blue"), {"employee": {"location_type": "CN"}})
}
