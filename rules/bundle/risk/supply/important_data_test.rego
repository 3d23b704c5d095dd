package risk.supply.important_data_test

import data.risk.supply.important_data as rule

sent(important, assessed) := {"important_data": important, "important_data_assessed": assessed}

test_not_assessed if rule.fires with input.company as sent(true, false)

test_assessed if not rule.fires with input.company as sent(true, true)

test_important_data if rule.applies with input.company as sent(true, true)

test_none if not rule.applies with input.company as {"important_data": false}

test_evidence if {
	found := rule.evidence with input.company as sent(true, false)
	found == {"important_data": true, "important_data_assessed": false}
}
