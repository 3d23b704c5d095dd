package risk.tax.private_transfers_test

import data.risk.tax.private_transfers as rule

paid(amount) := {"as_of": "2026-11-23", "company": {"pub2priv": amount}}

test_at_half_a_million if rule.fires with input as paid(50)

test_under_half_a_million if not rule.fires with input as paid(49.99)

test_evidence if rule.evidence == {"pub2priv": 60} with input as paid(60)

test_line if rule.lines == {"pub2priv": 50} with input as paid(60)
