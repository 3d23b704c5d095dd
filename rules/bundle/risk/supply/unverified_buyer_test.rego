package risk.supply.unverified_buyer_test

import data.risk.supply.unverified_buyer as rule

ordered(verified, amount, deposit) := {
	"as_of": "2026-11-23",
	"company": {"new_buyer_verified": verified, "max_first_order_usd": amount, "deposit_ratio": deposit},
}

test_large_first_order if rule.fires with input as ordered(false, 50000, 0)

test_small_first_order if not rule.fires with input as ordered(false, 49999.99, 0)

test_verified if not rule.fires with input as ordered(true, 90000, 0)

test_no_new_buyer if not rule.fires with input as ordered("na", 90000, 0)

test_high_with_a_small_deposit if rule.severity == "high" with input as ordered(false, 50000, 0.29)

test_medium_with_thirty_percent if rule.severity == "medium" with input as ordered(false, 50000, 0.3)

test_evidence if {
	found := rule.evidence with input as ordered(false, 50000, 0.2)
	found == {"new_buyer_verified": false, "max_first_order_usd": 50000, "deposit_ratio": 0.2}
}

test_lines if {
	rule.lines == {"max_first_order_usd": 50000, "deposit_ratio": 0.3} with input as ordered(false, 50000, 0.2)
	rule.lines == {"max_first_order_usd": 50000} with input as ordered(false, 50000, 0.3)
}
