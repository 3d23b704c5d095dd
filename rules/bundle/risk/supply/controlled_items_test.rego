package risk.supply.controlled_items_test

import data.risk.supply.controlled_items as rule

exported(controlled, licensed) := {"exports_controlled_item": controlled, "controlled_licensed": licensed}

test_papers_are_missing if rule.fires with input.company as exported(true, false)

test_papers_are_there if not rule.fires with input.company as exported(true, true)

test_a_controlled_item if rule.applies with input.company as exported(true, false)

test_no_controlled_item if not rule.applies with input.company as {"exports_controlled_item": false}

test_evidence if {
	found := rule.evidence with input.company as exported(true, false)
	found == {"exports_controlled_item": true, "controlled_licensed": false}
}
