package risk.employee.security_officer_test

import data.risk.employee.security_officer as rule

firm(officer, contractor, abroad) := {
	"company": {"security_officer": officer, "overseas_contractor": contractor},
	"derived": {"staff_abroad": abroad},
}

test_contractor_without_an_officer if {
	rule.fires with input as firm(false, true, true)
	rule.severity == "high" with input as firm(false, true, true)
}

test_others_without_an_officer if {
	rule.fires with input as firm(false, false, true)
	rule.severity == "medium" with input as firm(false, false, true)
}

test_officer_named if not rule.fires with input as firm(true, true, true)

test_staff_abroad if rule.applies with input as firm(true, true, true)

test_nobody_abroad if not rule.applies with input as firm(false, true, false)

test_evidence if {
	found := rule.evidence with input as firm(false, true, true)
	found == {"security_officer": false, "overseas_contractor": true}
}
