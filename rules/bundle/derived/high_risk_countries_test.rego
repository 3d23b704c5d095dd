package derived.high_risk_countries_test

import data.derived.high_risk_countries

row(changes) := object.union({"supplier_name": "A", "country": "CN", "annual_spend": 10, "currency": "CNY", "critical": false, "active": true}, changes)

list(rows) := {"as_of": "2026-11-23", "suppliers": rows, "company": {}, "context": {"fx": {"CNY": 1}}}

test_spend_in_high_risk_countries if {
	found := list([row({}), row({"country": "MM"}), row({"country": "UA"}), row({"country": "KP"}), row({"country": "VN"})])
	high_risk_countries.high_risk_spend == 20 with input as found
	high_risk_countries.high_risk_countries == ["MM", "UA"] with input as found
}

test_no_high_risk_country if {
	high_risk_countries.high_risk_spend == 0 with input as list([row({})])
	high_risk_countries.high_risk_countries == [] with input as list([row({})])
}

test_a_currency_without_a_rate_leaves_the_spend_open if {
	not high_risk_countries.high_risk_spend with input as list([row({"country": "MM", "currency": "XXX"})])
}

test_a_critical_part_from_there if {
	high_risk_countries.critical_high_risk == true with input as list([row({}), row({"country": "MM", "critical": true})])
	high_risk_countries.critical_high_risk == false with input as list([row({"critical": true}), row({"country": "MM"})])
	high_risk_countries.critical_high_risk == false with input as list([row({"country": "MM", "critical": true, "active": false})])
}

test_only_high_countries_count if {
	found := list([row({"country": "MM", "annual_spend": 7}), row({"country": "VN"}), row({"country": "KP"}), row({"country": "US"})])
	high_risk_countries.high_risk_spend == 7 with input as found
	high_risk_countries.high_risk_countries == ["MM"] with input as found
}

test_no_spend_on_a_day_before_the_lists if {
	not high_risk_countries.high_risk_spend with input as object.union(list([row({})]), {"as_of": "1999-01-01"})
}
