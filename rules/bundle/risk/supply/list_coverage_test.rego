package risk.supply.list_coverage_test

import data.risk.supply.list_coverage as rule

covered(total) := {"as_of": "2026-11-23", "company": {"annual_purchases_cny": 1000}, "derived": {"list_total": total}}

test_under_eighty_percent if rule.fires with input as covered(799)

test_at_eighty_percent if not rule.fires with input as covered(800)

test_at_a_hundred_and_two_percent if not rule.fires with input as covered(1020)

test_over_a_hundred_and_two_percent if rule.fires with input as covered(1021)

test_more_in_the_list_than_was_bought if {
	rule.fires with input as {"as_of": "2026-11-23", "company": {"annual_purchases_cny": 0}, "derived": {"list_total": 1}}
}

test_purchases_are_declared if rule.applies with input as covered(1)

test_purchases_are_not_declared if not rule.applies with input as {"company": {}, "derived": {"list_total": 1}}

test_evidence if {
	found := rule.evidence with input as covered(550)
	found == {"list_total": 550, "annual_purchases_cny": 1000}
}

test_line_below if rule.lines == {"list_total": 80} with input as covered(799)

test_line_above if rule.lines == {"list_total": 102} with input as covered(1021)
