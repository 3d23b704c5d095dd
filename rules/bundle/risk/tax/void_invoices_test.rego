package risk.tax.void_invoices_test

import data.risk.tax.void_invoices as rule

voided(rate) := {"as_of": "2026-11-23", "company": {"void_rate": rate}}

test_a_fifth if rule.fires with input as voided(20)

test_under_a_fifth if not rule.fires with input as voided(19.99)

test_evidence if rule.evidence == {"void_rate": 22} with input as voided(22)

test_line if rule.lines == {"void_rate": 20} with input as voided(22)
