package derived.wages_test

import data.derived.wages

list(row) := {"as_of": "2026-11-23", "employees": [{}, row], "context": {"fx": {"CNY": 1, "USD": 7}}}

entry(country, region, from, value, currency) := {"country": country, "region": region, "from": from, "value": value, "currency": currency}

table := [
	entry("VN", "*", "2026-01-01", 150, "USD"),
	entry("VN", "*", "2026-11-23", 160, "USD"),
	entry("TH", "Bangkok", "2026-01-01", 200, "USD"),
	entry("KH", "*", "2026-01-01", 200, "XXX"),
]

least(row) := found if found := wages.row_min_wage_cny with input as list(row) with data.tables.minimum_wages.rows as table

lacking(row) := found if found := wages.row_min_wage_lacking with input as list(row) with data.tables.minimum_wages.rows as table

test_wage if {
	wages.row_wage_cny == {1: 1400} with input as list({"monthly_wage": 200, "currency": "USD"})
	wages.row_wage_cny == {1: 200} with input as list({"monthly_wage": 200, "currency": "CNY"})
}

test_currency_without_a_rate if wages.row_wage_cny == {} with input as list({"monthly_wage": 200, "currency": "XXX"})

test_minimum_of_the_country if {
	least({"post_country": "VN"}) == {1: 1120}
	lacking({"post_country": "VN"}) == {1: false}
}

test_minimum_of_the_day_before if {
	found := wages.row_min_wage_cny with input as object.union(list({"post_country": "VN"}), {"as_of": "2026-11-22"})
		with data.tables.minimum_wages.rows as table
	found == {1: 1050}
}

test_minimum_of_the_region if {
	least({"post_country": "TH", "post_region": "Bangkok"}) == {1: 1400}
	lacking({"post_country": "TH", "post_region": "Bangkok"}) == {1: false}
}

kept(row) := found if found := wages.row_min_wage_kept with input as list(row) with data.tables.minimum_wages.rows as table

test_there_is_one_to_be_held_to if {
	kept({"post_country": "VN"}) == {1: true}
	kept({"post_country": "KH"}) == {1: true}
	kept({"post_country": "TH", "post_region": "Bangkok"}) == {1: true}
}

test_there_is_none if {
	kept({"post_country": "DE"}) == {1: false}
	kept({"post_country": "TH", "post_region": "Phuket"}) == {1: false}
}

test_a_country_that_is_not_listed if kept({"post_country": "ZZ"}) == {1: true}

test_the_region_decides if kept({"post_country": "TH"}) == {}

test_region_is_asked_where_it_matters if least({"post_country": "TH"}) == {}

test_another_region_of_a_country_without_a_row_of_its_own if {
	least({"post_country": "TH", "post_region": "Phuket"}) == {1: null}
	lacking({"post_country": "TH", "post_region": "Phuket"}) == {}
}

test_country_without_a_figure if {
	least({"post_country": "DE"}) == {1: null}
	lacking({"post_country": "DE"}) == {}
}

test_figure_in_a_currency_without_a_rate if {
	least({"post_country": "KH"}) == {1: null}
	lacking({"post_country": "KH"}) == {}
}

test_no_host_country if {
	least({"monthly_wage": 1}) == {}
	lacking({"monthly_wage": 1}) == {}
}
