package risk.tax.false_invoices_test

import data.risk.tax.false_invoices as rule

suspected(amount) := {"as_of": "2026-11-23", "company": {"fraud_invoice_tax": amount}}

test_at_a_hundred_thousand if rule.fires with input as suspected(10)

test_under_a_hundred_thousand if not rule.fires with input as suspected(9.99)

test_evidence if rule.evidence == {"fraud_invoice_tax": 60} with input as suspected(60)

test_line if rule.lines == {"fraud_invoice_tax": 10} with input as suspected(60)
