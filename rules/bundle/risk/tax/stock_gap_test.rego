package risk.tax.stock_gap_test

import data.risk.tax.stock_gap as rule

stock(gap) := {"as_of": "2026-11-23", "company": {"inv_diff": gap}}

test_a_tenth if rule.fires with input as stock(10)

test_under_a_tenth if not rule.fires with input as stock(9.99)

test_evidence if rule.evidence == {"inv_diff": 12} with input as stock(12)

test_line if rule.lines == {"inv_diff": 10} with input as stock(12)
