package risk.employee.high_risk_insurance_test

import data.risk.employee.high_risk_insurance as rule

case(insurance, level) := {
	"employee": {"location_type": "abroad", "insurance": insurance},
	"derived": {"row_mfa_level": level},
}

test_no_evacuation if rule.fires with input as case(["kidnap", "war"], "orange")

test_no_kidnap_cover if rule.fires with input as case(["medevac"], "red")

test_nothing if rule.fires with input as case([], "red")

test_both if not rule.fires with input as case(["kidnap", "medevac"], "red")

test_dangerous_places if {
	every level in ["orange", "red"] {
		rule.applies with input as case([], level)
	}
}

test_other_places if {
	every level in ["blue", "yellow"] {
		not rule.applies with input as case([], level)
	}
}

test_at_home if not rule.applies with input as object.union(case([], "red"), {"employee": {"location_type": "CN"}})

test_evidence if rule.evidence == {"insurance": ["war"], "row_mfa_level": "red"} with input as case(["war"], "red")
