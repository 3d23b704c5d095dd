package risk.supply.supplier_access_test

import data.risk.supply.supplier_access as rule

assessed(share) := {"as_of": "2026-11-23", "company": {"access_supplier_assessed_ratio": share}}

test_not_all if rule.fires with input as assessed(0.99)

test_all if not rule.fires with input as assessed(1)

test_high_under_half if rule.severity == "high" with input as assessed(0.49)

test_medium_from_half if rule.severity == "medium" with input as assessed(0.5)

test_evidence if rule.evidence == {"access_supplier_assessed_ratio": 0.4} with input as assessed(0.4)

test_line if rule.lines == {"access_supplier_assessed_ratio": 1} with input as assessed(0.4)
