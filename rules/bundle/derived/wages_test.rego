package derived.wages_test

import data.derived.wages

list(row) := {"employees": [{}, row], "context": {"fx": {"CNY": 1, "USD": 7}}}

vietnam := {"VN": {"employee": {"min_wage_month": {"currency": "USD", "amount": 150, "regions": {"Hanoi": 200}}}}}

test_wage if {
	wages.row_wage_cny == {1: 1400} with input as list({"monthly_wage": 200, "currency": "USD"})
	wages.row_wage_cny == {1: 200} with input as list({"monthly_wage": 200, "currency": "CNY"})
}

test_currency_without_a_rate if wages.row_wage_cny == {} with input as list({"monthly_wage": 200, "currency": "XXX"})

test_minimum_of_the_region if {
	found := wages.row_min_wage_cny with input as list({"post_country": "VN", "post_region": "Hanoi"}) with data.countries as vietnam
	found == {1: 1400}
}

test_minimum_of_the_country if {
	whole := wages.row_min_wage_cny with input as list({"post_country": "VN"}) with data.countries as vietnam
	whole == {1: 1050}
	other := wages.row_min_wage_cny with input as list({"post_country": "VN", "post_region": "Lao Cai"}) with data.countries as vietnam
	other == {1: 1050}
}

test_country_without_a_figure if {
	wages.row_min_wage_cny == {} with input as list({"post_country": "TH"}) with data.countries as vietnam
}
