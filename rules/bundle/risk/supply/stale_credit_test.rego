package risk.supply.stale_credit_test

import data.risk.supply.stale_credit as rule

reviewed(days) := {"as_of": "2026-11-23", "company": {"supplier_credit_review_days": days}}

test_after_a_year if rule.fires with input as reviewed(366)

test_within_a_year if not rule.fires with input as reviewed(365)

test_never if rule.fires with input as reviewed(null)

test_evidence if rule.evidence == {"supplier_credit_review_days": 400} with input as reviewed(400)

test_line if rule.lines == {"supplier_credit_review_days": 365} with input as reviewed(400)
