package risk.employee.dispatch_terms_test

import data.risk.employee.dispatch_terms as rule

test_not_in_order if rule.fires with input.company as {"dispatch_count": 3, "dispatch_ok": false}

test_in_order if not rule.fires with input.company as {"dispatch_count": 3, "dispatch_ok": true}

test_one_dispatched if rule.applies with input.company as {"dispatch_count": 1}

test_nobody_dispatched if not rule.applies with input.company as {"dispatch_count": 0}

test_evidence if {
	rule.evidence == {"dispatch_count": 3, "dispatch_ok": false} with input.company as {"dispatch_count": 3, "dispatch_ok": false}
}
