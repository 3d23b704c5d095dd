package risk.employee.emergency_plan_test

import data.risk.employee.emergency_plan as rule

firm(plan, months, abroad) := {
	"as_of": "2026-11-23",
	"company": {"emergency_plan": plan, "plan_updated_months": months},
	"derived": {"staff_abroad": abroad},
}

test_no_plan if {
	rule.fires with input as firm(false, 0, true)
	rule.severity == "high" with input as firm(false, 20, true)
}

test_12_months_old if not rule.fires with input as firm(true, 12, true)

test_13_months_old if {
	rule.fires with input as firm(true, 13, true)
	rule.severity == "medium" with input as firm(true, 13, true)
}

test_staff_abroad if rule.applies with input as firm(true, 0, true)

test_nobody_abroad if not rule.applies with input as firm(false, 0, false)

test_evidence if {
	rule.evidence == {"emergency_plan": true, "plan_updated_months": 13} with input as firm(true, 13, true)
}

test_line if {
	rule.lines == {"plan_updated_months": 12} with input as firm(true, 13, true)
	rule.lines == {} with input as firm(true, 12, true)
}
