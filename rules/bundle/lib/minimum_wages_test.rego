package lib.minimum_wages_test

import data.lib.minimum_wages

row(country, region, from, value) := {"country": country, "region": region, "from": from, "value": value, "currency": "USD"}

table := [
	row("VN", "*", "2026-01-01", 150),
	row("VN", "*", "2026-07-01", 160),
	row("VN", "Hanoi", "2026-02-01", 200),
	row("TH", "*", "2027-01-01", 300),
]

value(employee, day) := found if found := minimum_wages.of(employee).value with data.tables.minimum_wages.rows as table with input.as_of as day

test_two_days if {
	value({"post_country": "VN"}, "2026-06-30") == 150
	value({"post_country": "VN"}, "2026-07-01") == 160
}

test_a_region_goes_before_a_newer_row_of_the_country if {
	value({"post_country": "VN", "post_region": "Hanoi"}, "2026-07-01") == 200
	value({"post_country": "VN", "post_region": "Hanoi"}, "2026-01-31") == 150
	value({"post_country": "VN", "post_region": "Lao Cai"}, "2026-07-01") == 160
}

test_nothing_before_the_first_day if {
	not value({"post_country": "TH"}, "2026-12-31")
	not value({"post_country": "VN"}, "2025-12-31")
}

test_country_without_a_row if {
	not value({"post_country": "KH"}, "2026-07-01")
	not value({}, "2026-07-01")
}

test_countries_that_go_by_region if {
	minimum_wages.by_region == {"VN"} with data.tables.minimum_wages.rows as table with input.as_of as "2026-02-01"
	minimum_wages.by_region == set() with data.tables.minimum_wages.rows as table with input.as_of as "2026-01-31"
}

test_no_figure_is_shipped if data.tables.minimum_wages.rows == []
