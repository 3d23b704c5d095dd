package risk.employee.terror_target_test

import data.risk.employee.terror_target as rule

test_duties_unmet if rule.fires with input.company as {"ct_target": true, "ct_duties_met": false}

test_duties_met if not rule.fires with input.company as {"ct_target": true, "ct_duties_met": true}

test_target if rule.applies with input.company as {"ct_target": true}

test_no_target if not rule.applies with input.company as {"ct_target": false}

test_evidence if {
	found := rule.evidence with input.company as {"ct_target": true, "ct_duties_met": false}
	found == {"ct_target": true, "ct_duties_met": false}
}
