package risk.employee.outbound_secrets_test

import data.risk.employee.outbound_secrets as rule

test_without_review if rule.fires with input.company as {"outbound_tech": true, "outbound_review": false}

test_with_review if not rule.fires with input.company as {"outbound_tech": true, "outbound_review": true}

test_something_is_sent if rule.applies with input.company as {"outbound_tech": true}

test_nothing_is_sent if not rule.applies with input.company as {"outbound_tech": false}

test_evidence if {
	found := rule.evidence with input.company as {"outbound_tech": true, "outbound_review": false}
	found == {"outbound_tech": true, "outbound_review": false}
}
