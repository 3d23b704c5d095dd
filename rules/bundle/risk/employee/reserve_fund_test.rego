package risk.employee.reserve_fund_test

import data.risk.employee.reserve_fund as rule

fund(amount, days) := {
	"as_of": "2026-11-23",
	"company": {"labour_coop_licence": true, "reserve_fund_cny": amount, "days_since_fund_used_wd": days},
}

test_the_full_amount if not rule.fires with input as fund(3000000, null)

test_a_cent_less if rule.fires with input as fund(2999999.99, null)

test_short_but_drawn_on_20_working_days_ago if not rule.fires with input as fund(1000000, 20)

test_short_for_21_working_days if rule.fires with input as fund(1000000, 21)

test_full_again if not rule.fires with input as fund(3000000, 40)

test_licensed if rule.applies with input as fund(3000000, null)

test_not_licensed if not rule.applies with input.company as {"labour_coop_licence": false}

test_evidence if {
	found := rule.evidence with input as fund(1000000, 21)
	found == {"reserve_fund_cny": 1000000, "days_since_fund_used_wd": 21}
}

test_lines if {
	rule.lines == {"reserve_fund_cny": 3000000} with input as fund(1000000, null)
	rule.lines == {"reserve_fund_cny": 3000000, "days_since_fund_used_wd": 20} with input as fund(1000000, 21)
}
