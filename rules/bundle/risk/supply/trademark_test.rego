package risk.supply.trademark_test

import data.risk.supply.trademark as rule

filed(share, taken) := {"own_brand": true, "tm_filed_ratio": share, "tm_squatted": taken}

test_not_everywhere if rule.fires with input.company as filed(0.99, false)

test_everywhere if not rule.fires with input.company as filed(1, false)

test_high_when_taken if rule.severity == "high" with input.company as filed(0.5, true)

test_medium_when_free if rule.severity == "medium" with input.company as filed(0.5, false)

test_own_brand if rule.applies with input.company as filed(1, false)

test_no_brand if not rule.applies with input.company as {"own_brand": false}

test_evidence if {
	found := rule.evidence with input.company as filed(0.5, false)
	found == {"own_brand": true, "tm_filed_ratio": 0.5, "tm_squatted": false}
}

test_line if rule.lines == {"tm_filed_ratio": 1} with input.company as filed(0.5, false)
