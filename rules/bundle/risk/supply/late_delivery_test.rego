package risk.supply.late_delivery_test

import data.risk.supply.late_delivery as rule

delivered(rate, critical, spend) := {
	"as_of": "2026-11-23",
	"supplier": {"active": true, "critical": critical, "on_time_rate": rate},
	"derived": {"spend_cny": spend, "purchases": 10000000},
}

test_under_ninety_percent if rule.fires with input as delivered(0.89, true, 1)

test_at_ninety_percent if not rule.fires with input as delivered(0.9, true, 1)

test_high_under_eighty if rule.severity == "high" with input as delivered(0.79, true, 1)

test_medium_at_eighty if rule.severity == "medium" with input as delivered(0.8, true, 1)

test_a_critical_part if rule.applies with input as delivered(0.5, true, 1)

test_a_large_row if {
	rule.applies with input as delivered(0.5, false, 499995)
	not rule.applies with input as delivered(0.5, false, 499994)
}

test_not_in_use if not rule.applies with input as {"as_of": "2026-11-23", "supplier": {"active": false, "critical": true}, "derived": {"spend_cny": 1, "purchases": 1}}

test_evidence if {
	found := rule.evidence with input as delivered(0.85, false, 500000)
	found == {"on_time_rate": 0.85, "critical": false, "spend_cny": 500000}
}

test_line if rule.lines == {"on_time_rate": 0.9} with input as delivered(0.85, false, 500000)
