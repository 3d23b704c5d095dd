package risk.supply.rcep_unused_test

import data.risk.supply.rcep_unused as rule

sold(amount, share) := {"as_of": "2026-11-23", "company": {"rcep_eligible_usd": amount, "rcep_co_ratio": share}}

test_unused if rule.fires with input as sold(500000, 0.49)

test_small_value if not rule.fires with input as sold(499999, 0)

test_half_is_used if not rule.fires with input as sold(900000, 0.5)

test_evidence if rule.evidence == {"rcep_eligible_usd": 600000, "rcep_co_ratio": 0.2} with input as sold(600000, 0.2)

test_lines if rule.lines == {"rcep_eligible_usd": 500000, "rcep_co_ratio": 0.5} with input as sold(600000, 0.2)
