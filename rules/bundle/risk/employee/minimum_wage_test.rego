package risk.employee.minimum_wage_test

import data.risk.employee.minimum_wage as rule

paid(wage, least) := {
	"employee": {"post_country": "VN", "post_region": "Hanoi", "monthly_wage": 1000, "currency": "USD"},
	"derived": {"row_wage_cny": wage, "row_min_wage_cny": least, "row_min_wage_lacking": false, "row_min_wage_kept": true},
}

test_below if rule.fires with input as paid(1399.99, 1400)

test_the_minimum_exactly if not rule.fires with input as paid(1400, 1400)

test_no_figure_is_kept if not rule.fires with input as paid(1, null)

# Nothing makes it true; the engine takes it as not known where the table lacks the place.
test_it_would_stay_open if rule.fires with input.derived as {"row_min_wage_cny": null, "row_min_wage_lacking": true}

test_host_country if rule.applies with input as paid(1400, 1400)

test_no_host_country if not rule.applies with input as object.union(paid(1400, 1400), {"employee": {"post_country": false}})

test_no_minimum_wage_to_be_held_to if not rule.applies with input as object.union(paid(1, null), {"derived": {"row_min_wage_kept": false}})

test_evidence if {
	found := rule.evidence with input as paid(1300, 1400)
	found == {"monthly_wage": 1000, "currency": "USD", "post_country": "VN", "post_region": "Hanoi", "row_wage_cny": 1300}
}

test_line if rule.lines == {"row_wage_cny": 1400} with input as paid(1300, 1400)
