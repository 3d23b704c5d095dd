package risk.supply.concentration_index_test

import data.risk.supply.concentration_index as rule

index(points, groups) := {"as_of": "2026-11-23", "derived": {"hhi": points, "purchases": 1, "group_count": groups}}

test_at_2500_points if rule.fires with input as index(2500, 4)

test_under_2500_points if not rule.fires with input as index(2499, 4)

test_medium_under_5000 if rule.severity == "medium" with input as index(4999, 4)

test_high_from_5000 if rule.severity == "high" with input as index(5000, 4)

test_four_groups if rule.applies with input as index(1, 4)

test_three_groups if not rule.applies with input as index(1, 3)

test_no_purchases if {
	not rule.applies with input as {"as_of": "2026-11-23", "derived": {"purchases": 0, "group_count": 4}}
}

test_evidence if rule.evidence == {"hhi": 2938, "group_count": 7} with input as index(2938, 7)

test_line if rule.lines == {"hhi": 2500} with input as index(2938, 7)
