package risk.supply.stock_cover_test

import data.risk.supply.stock_cover as rule

stock(days, lead, single) := {
	"as_of": "2026-11-23",
	"supplier": {"active": true, "critical": true, "inventory_days": days, "lead_time_days": lead, "single_source": single},
}

test_below_lead_time if rule.fires with input as stock(29, 30, true)

test_at_lead_time if not rule.fires with input as stock(30, 30, true)

test_high_below_half_with_a_single_source if rule.severity == "high" with input as stock(14, 30, true)

test_medium_at_half if rule.severity == "medium" with input as stock(15, 30, true)

test_medium_with_several_sources if rule.severity == "medium" with input as stock(14, 30, false)

test_critical_part_in_use if rule.applies with input as stock(1, 1, true)

test_not_critical if not rule.applies with input.supplier as {"active": true, "critical": false}

test_not_in_use if not rule.applies with input.supplier as {"active": false, "critical": true}

test_evidence if {
	found := rule.evidence with input as stock(12, 30, true)
	found == {"inventory_days": 12, "lead_time_days": 30, "single_source": true}
}

test_line_is_the_lead_time if rule.lines == {"inventory_days": 30} with input as stock(12, 30, true)

test_high_just_below_half if {
	rule.severity == "high" with input as stock(149, 300, true)
	rule.severity == "medium" with input as stock(150, 300, true)
}
