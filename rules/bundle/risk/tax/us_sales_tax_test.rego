package risk.tax.us_sales_tax_test

import data.risk.tax.us_sales_tax as rule

sold(amount, registered) := {
	"as_of": "2026-11-23",
	"presence": {"country": "US", "us_state_sales": amount, "us_state_reg": registered},
}

test_over_the_line if rule.fires with input as sold(100001, false)

test_at_the_line if not rule.fires with input as sold(100000, false)

test_registered if not rule.fires with input as sold(900000, true)

test_united_states if rule.applies with input as sold(0, false)

test_elsewhere if not rule.applies with input.presence as {"country": "GB"}

test_evidence if rule.evidence == {"us_state_sales": 200000, "us_state_reg": false} with input as sold(200000, false)

test_line if rule.lines == {"us_state_sales": 100000} with input as sold(200000, false)
