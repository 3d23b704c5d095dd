package risk.supply.information_abroad_test

import data.risk.supply.information_abroad as rule

given(audit, reviewed) := {"foreign_audit_or_mapping": audit, "sc_info_reviewed": reviewed}

test_not_reviewed if rule.fires with input.company as given(true, false)

test_reviewed if not rule.fires with input.company as given(true, true)

test_an_audit if rule.applies with input.company as given(true, true)

test_no_audit if not rule.applies with input.company as {"foreign_audit_or_mapping": false}

test_evidence if {
	found := rule.evidence with input.company as given(true, false)
	found == {"foreign_audit_or_mapping": true, "sc_info_reviewed": false}
}
