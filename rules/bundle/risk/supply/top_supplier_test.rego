package risk.supply.top_supplier_test

import data.risk.supply.top_supplier as rule

share(part) := {"as_of": "2026-11-23", "derived": {"top_group": part, "purchases": 1000}}

test_at_thirty_percent if rule.fires with input as share(300)

test_share_is_rounded_to_six_decimals if {
	rule.fires with input as {"as_of": "2026-11-23", "derived": {"top_group": 2999995, "purchases": 10000000}}
	not rule.fires with input as {"as_of": "2026-11-23", "derived": {"top_group": 2999994, "purchases": 10000000}}
}

test_under_thirty_percent if not rule.fires with input as share(299)

test_medium_under_half if rule.severity == "medium" with input as share(499)

test_high_from_half if rule.severity == "high" with input as share(500)

test_purchases if rule.applies with input as share(1)

test_no_purchases if not rule.applies with input as {"derived": {"top_group": 0, "purchases": 0}}

test_evidence if rule.evidence == {"top_group": 300, "purchases": 1000} with input as share(300)

test_line if rule.lines == {"top_group": 30} with input as share(300)
