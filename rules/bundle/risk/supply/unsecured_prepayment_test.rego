package risk.supply.unsecured_prepayment_test

import data.risk.supply.unsecured_prepayment as rule

prepaid(ratio, amount, secured) := {
	"as_of": "2026-11-23",
	"company": {"advance_secured": secured},
	"supplier": {"active": true, "prepay_ratio": ratio},
	"derived": {"prepay_exposure": amount, "spend_cny": 2000000},
}

test_at_both_lines if rule.fires with input as prepaid(0.3, 500000, false)

test_under_thirty_percent if not rule.fires with input as prepaid(0.29, 500000, false)

test_under_half_a_million if not rule.fires with input as prepaid(0.3, 499999.99, false)

test_secured if not rule.fires with input as prepaid(0.3, 500000, true)

test_medium_under_half if rule.severity == "medium" with input as prepaid(0.49, 500000, false)

test_high_from_half if rule.severity == "high" with input as prepaid(0.5, 500000, false)

test_in_use if rule.applies with input as prepaid(0.3, 1, false)

test_not_in_use if not rule.applies with input.supplier as {"active": false, "prepay_ratio": 1}

test_evidence if {
	found := rule.evidence with input as prepaid(0.5, 1000000, false)
	found == {"prepay_ratio": 0.5, "prepay_exposure": 1000000, "spend_cny": 2000000, "advance_secured": false}
}

test_lines if {
	found := rule.lines with input as prepaid(0.5, 1000000, false)
	found == {"prepay_ratio": 0.3, "prepay_exposure": 500000}
}
