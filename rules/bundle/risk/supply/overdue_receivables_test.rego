package risk.supply.overdue_receivables_test

import data.risk.supply.overdue_receivables as rule

overdue(share) := {"as_of": "2026-11-23", "company": {"ar_overdue60_ratio": share}}

test_at_ten_percent if rule.fires with input as overdue(0.1)

test_under_ten_percent if not rule.fires with input as overdue(0.09)

test_medium_under_twenty if rule.severity == "medium" with input as overdue(0.19)

test_high_from_twenty if rule.severity == "high" with input as overdue(0.2)

test_evidence if rule.evidence == {"ar_overdue60_ratio": 0.15} with input as overdue(0.15)

test_line if rule.lines == {"ar_overdue60_ratio": 0.1} with input as overdue(0.15)
