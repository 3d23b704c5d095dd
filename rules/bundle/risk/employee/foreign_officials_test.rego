package risk.employee.foreign_officials_test

import data.risk.employee.foreign_officials as rule

firm(undocumented, checked) := {
	"uses_agents": true, "agent_payments_undocumented": undocumented, "agent_dd": checked,
}

test_fees_without_vouchers if rule.fires with input.company as firm(true, true)

test_agents_not_checked if rule.fires with input.company as firm(false, false)

test_in_order if not rule.fires with input.company as firm(false, true)

test_with_agents if rule.applies with input.company as firm(false, true)

test_without_agents if not rule.applies with input.company as {"uses_agents": false}

test_evidence if {
	rule.evidence == {"agent_payments_undocumented": true, "agent_dd": true} with input.company as firm(true, true)
}
