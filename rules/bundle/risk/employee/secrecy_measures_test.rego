package risk.employee.secrecy_measures_test

import data.risk.employee.secrecy_measures as rule

firm(measures) := {"as_of": "2026-11-23", "company": {"has_trade_secret": true, "secret_measures_count": measures}}

test_two_measures if rule.fires with input as firm(2)

test_three_measures if not rule.fires with input as firm(3)

test_with_secrets if rule.applies with input as firm(3)

test_without_secrets if not rule.applies with input.company as {"has_trade_secret": false}

test_evidence if rule.evidence == {"secret_measures_count": 2} with input as firm(2)

test_line if rule.lines == {"secret_measures_count": 3} with input as firm(2)
