package risk.supply.top_three_suppliers_test

import data.risk.supply.top_three_suppliers as rule

share(part, groups) := {"as_of": "2026-11-23", "derived": {"top_three_groups": part, "purchases": 10000000, "group_count": groups}}

test_at_sixty_percent if rule.fires with input as share(6000000, 4)

test_share_is_rounded_to_six_decimals if rule.fires with input as share(5999995, 4)

test_under_sixty_percent if not rule.fires with input as share(5999994, 4)

test_medium_under_eighty if rule.severity == "medium" with input as share(7999994, 4)

test_high_from_eighty if rule.severity == "high" with input as share(8000000, 4)

test_four_groups if rule.applies with input as share(1, 4)

test_three_groups if not rule.applies with input as share(1, 3)

test_no_purchases if {
	not rule.applies with input as {"as_of": "2026-11-23", "derived": {"top_three_groups": 0, "purchases": 0, "group_count": 4}}
}

test_evidence if {
	found := rule.evidence with input as share(7500000, 5)
	found == {"top_three_groups": 7500000, "purchases": 10000000, "group_count": 5}
}

test_line if rule.lines == {"top_three_groups": 60} with input as share(7500000, 5)
