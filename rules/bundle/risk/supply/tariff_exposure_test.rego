package risk.supply.tariff_exposure_test

import data.risk.supply.tariff_exposure as rule

sold(share, clause) := {"as_of": "2026-11-23", "company": {"us_mx_revenue_ratio": share, "tariff_clause": clause}}

test_at_thirty_percent if rule.fires with input as sold(0.3, false)

test_under_thirty_percent if not rule.fires with input as sold(0.29, false)

test_a_clause if not rule.fires with input as sold(0.9, true)

test_medium_under_half if rule.severity == "medium" with input as sold(0.49, false)

test_high_from_half if rule.severity == "high" with input as sold(0.5, false)

test_evidence if rule.evidence == {"us_mx_revenue_ratio": 0.4, "tariff_clause": false} with input as sold(0.4, false)

test_line if rule.lines == {"us_mx_revenue_ratio": 0.3} with input as sold(0.4, false)
