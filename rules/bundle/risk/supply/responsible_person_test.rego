package risk.supply.responsible_person_test

import data.risk.supply.responsible_person as rule

sold(consumers, person) := {"sells_b2c_eu": consumers, "gpsr_rp": person}

test_nobody_named if rule.fires with input.company as sold(true, false)

test_somebody_named if not rule.fires with input.company as sold(true, true)

test_consumers if rule.applies with input.company as sold(true, true)

test_no_consumers if not rule.applies with input.company as {"sells_b2c_eu": false}

test_evidence if {
	found := rule.evidence with input.company as sold(true, false)
	found == {"sells_b2c_eu": true, "gpsr_rp": false}
}
