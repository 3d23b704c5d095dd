package risk.employee.contractor_staff_test

import data.risk.employee.contractor_staff as rule

firm(contracted, used, licensed) := {
	"overseas_contractor": true, "contractor_staff_all_contracted": contracted,
	"agent_used": used, "agent_licensed": licensed,
}

test_somebody_without_a_contract if rule.fires with input.company as firm(false, false, false)

test_unlicensed_agent if rule.fires with input.company as firm(true, true, false)

test_licensed_agent if not rule.fires with input.company as firm(true, true, true)

test_no_agent if not rule.fires with input.company as firm(true, false, false)

test_contractor if rule.applies with input.company as firm(true, false, false)

test_no_contractor if not rule.applies with input.company as {"overseas_contractor": false}

test_evidence if {
	found := rule.evidence with input.company as firm(true, true, false)
	found == {"contractor_staff_all_contracted": true, "agent_used": true, "agent_licensed": false}
}
