package risk.employee.minimum_wage_test

import data.risk.employee.minimum_wage as rule

paid(wage, least) := {
	"employee": {"post_country": "VN", "monthly_wage": 1000, "currency": "USD"},
	"country": {"employee": {"min_wage_month": {"currency": "VND", "amount": 5000000}}},
	"derived": {"row_wage_cny": wage, "row_min_wage_cny": least},
}

test_below if rule.fires with input as paid(1399.99, 1400)

test_the_minimum_exactly if not rule.fires with input as paid(1400, 1400)

test_a_figure_is_kept if rule.applies with input as paid(1400, 1400)

test_no_figure_is_kept if {
	not rule.applies with input as {"employee": {"post_country": "VN"}, "country": {"employee": {}}}
	not rule.applies with input as {"employee": {"post_country": "VN"}, "country": {"employee": {"min_wage_month": null}}}
}

test_no_host_country if not rule.applies with input.employee as {"monthly_wage": 1}

test_evidence if {
	found := rule.evidence with input as paid(1300, 1400)
	found == {"monthly_wage": 1000, "currency": "USD", "post_country": "VN", "row_wage_cny": 1300}
}

test_line if rule.lines == {"row_wage_cny": 1400} with input as paid(1300, 1400)
