package risk.supply.account_change_test

import data.risk.supply.account_change as rule

changed(callback, incidents) := {"bank_change_callback": callback, "bank_change_incident_12m": incidents}

test_no_call_back if rule.fires with input.company as changed(false, 0)

test_an_incident if rule.fires with input.company as changed(true, 1)

test_neither if not rule.fires with input.company as changed(true, 0)

test_critical_after_an_incident if rule.severity == "critical" with input.company as changed(true, 1)

test_high_without if rule.severity == "high" with input.company as changed(false, 0)

test_evidence if {
	found := rule.evidence with input.company as changed(false, 2)
	found == {"bank_change_callback": false, "bank_change_incident_12m": 2}
}
