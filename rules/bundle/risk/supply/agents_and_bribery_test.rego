package risk.supply.agents_and_bribery_test

import data.risk.supply.agents_and_bribery as rule

agents(used, checked, rate, kickbacks) := {
	"as_of": "2026-11-23",
	"company": {"uses_agents": used, "agent_dd": checked, "max_commission_rate": rate, "kickback_incident_12m": kickbacks},
}

test_no_diligence if rule.fires with input as agents(true, false, 0.05, 0)

test_dear if rule.fires with input as agents(true, true, 0.11, 0)

test_ten_percent if not rule.fires with input as agents(true, true, 0.1, 0)

test_a_kickback if rule.fires with input as agents(false, false, 0, 1)

test_no_agents if not rule.fires with input as agents(false, false, 0, 0)

test_critical_with_a_kickback if rule.severity == "critical" with input as agents(true, false, 0.2, 1)

test_high_without_diligence if rule.severity == "high" with input as agents(true, false, 0.2, 0)

test_medium_when_only_dear if rule.severity == "medium" with input as agents(true, true, 0.11, 0)

test_evidence if {
	found := rule.evidence with input as agents(true, true, 0.2, 0)
	found == {"uses_agents": true, "agent_dd": true, "max_commission_rate": 0.2, "kickback_incident_12m": 0}
}

test_line_only_when_crossed if {
	rule.lines == {"max_commission_rate": 0.1} with input as agents(true, true, 0.2, 0)
	rule.lines == {} with input as agents(true, false, 0.1, 0)
}
