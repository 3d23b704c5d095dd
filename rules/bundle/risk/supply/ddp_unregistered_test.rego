package risk.supply.ddp_unregistered_test

import data.risk.supply.ddp_unregistered as rule

sold(ddp, registered) := {"sells_ddp": ddp, "ddp_registered": registered}

test_not_registered if rule.fires with input.company as sold(true, false)

test_registered if not rule.fires with input.company as sold(true, true)

test_ddp if rule.applies with input.company as sold(true, true)

test_no_ddp if not rule.applies with input.company as {"sells_ddp": false}

test_evidence if {
	found := rule.evidence with input.company as sold(true, false)
	found == {"sells_ddp": true, "ddp_registered": false}
}
