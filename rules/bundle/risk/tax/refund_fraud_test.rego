package risk.tax.refund_fraud_test

import data.risk.tax.refund_fraud as rule

suspected(amount) := {"as_of": "2026-11-23", "company": {"fraud_refund": amount}}

test_at_a_hundred_thousand if rule.fires with input as suspected(10)

test_under_a_hundred_thousand if not rule.fires with input as suspected(9.99)

test_evidence if rule.evidence == {"fraud_refund": 60} with input as suspected(60)

test_line if rule.lines == {"fraud_refund": 10} with input as suspected(60)
