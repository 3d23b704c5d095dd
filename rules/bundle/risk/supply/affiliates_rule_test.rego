package risk.supply.affiliates_rule_test

import data.risk.supply.affiliates_rule as rule

held(day, percent, subject_to_ear) := {
	"as_of": day,
	"supplier": {"active": true, "entity_list_owned_pct": percent},
	"company": {"deals_ear_items": subject_to_ear},
}

test_half if rule.fires with input as held("2026-11-23", 50, true)

test_under_half if not rule.fires with input as held("2026-11-23", 49.99, true)

test_no_items_of_the_ear if not rule.fires with input as held("2026-11-23", 50, false)

test_high_before_the_suspension if {
	rule.severity == "high" with input as held("2025-09-29", 50, true)
	rule.severity == "high" with input as held("2025-11-09", 50, true)
}

test_low_during_the_suspension if {
	rule.severity == "low" with input as held("2025-11-10", 50, true)
	rule.severity == "low" with input as held("2026-11-09", 50, true)
}

test_high_after_the_suspension if rule.severity == "high" with input as held("2026-11-10", 50, true)

test_in_use if rule.applies with input as held("2026-11-23", 50, true)

test_not_in_use if not rule.applies with input.supplier as {"active": false}

test_evidence if {
	found := rule.evidence with input as held("2026-11-23", 60, true)
	found == {"entity_list_owned_pct": 60, "deals_ear_items": true}
}

test_line if rule.lines == {"entity_list_owned_pct": 50} with input as held("2026-11-23", 60, true)
