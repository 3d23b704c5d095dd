package risk.supply.conflict_minerals_test

import data.risk.supply.conflict_minerals as rule

metals(held, asked, current) := {"has_3tg": held, "customer_requires_cmrt": asked, "cmrt_current": current}

test_no_report if rule.fires with input.company as metals(true, true, false)

test_a_report if not rule.fires with input.company as metals(true, true, true)

test_asked_for if rule.applies with input.company as metals(true, true, false)

test_not_asked_for if not rule.applies with input.company as metals(true, false, false)

test_no_such_metal if not rule.applies with input.company as metals(false, true, false)

test_evidence if {
	found := rule.evidence with input.company as metals(true, true, false)
	found == {"has_3tg": true, "customer_requires_cmrt": true, "cmrt_current": false}
}
