package risk.tax.two_revenues_test

import data.risk.tax.two_revenues as rule

revenue(income, vat) := {"as_of": "2026-11-23", "company": {"cit_rev": income, "vat_rev": vat}}

test_under_nine_tenths if rule.fires with input as revenue(899.99, 1000)

test_nine_tenths if not rule.fires with input as revenue(900, 1000)

test_no_vat_sales if not rule.fires with input as revenue(-5, 0)

test_evidence if rule.evidence == {"cit_rev": 50000, "vat_rev": 58000} with input as revenue(50000, 58000)

test_line if rule.lines == {"cit_rev": 90} with input as revenue(50000, 58000)

test_small_sales_count_too if {
	rule.fires with input as revenue(8.99, 10)
	not rule.fires with input as revenue(9, 10)
}
