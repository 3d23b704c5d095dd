package risk.tax.assignee_income_test

import data.risk.tax.assignee_income as rule

test_not_declared if rule.fires with input.company as {"expat_n": 12, "expat_filed": false}

test_declared if not rule.fires with input.company as {"expat_n": 12, "expat_filed": true}

test_one_assignee if rule.applies with input.company as {"expat_n": 1}

test_nobody_abroad if not rule.applies with input.company as {"expat_n": 0}

test_evidence if {
	rule.evidence == {"expat_n": 12, "expat_filed": false} with input.company as {"expat_n": 12, "expat_filed": false}
}
