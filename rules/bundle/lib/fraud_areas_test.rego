package lib.fraud_areas_test

import data.lib.fraud_areas

notices := [
	{"country": "TH", "region": "Mae Sot", "from": "2026-07-01", "to": "2026-12-31"},
	{"country": "KH", "region": "*", "from": "2026-08-01"},
	{"country": "KH", "region": "Poipet", "from": "2026-01-01", "to": "2026-06-30"},
]

countries(day) := found if found := fraud_areas.countries with data.tables.fraud_areas.rows as notices with input.as_of as day

regions(day) := found if found := fraud_areas.regions with data.tables.fraud_areas.rows as notices with input.as_of as day

test_named_by_default if fraud_areas.countries == {"MM", "KH", "LA", "PH"} with input.as_of as "2026-11-23"

test_no_region_by_default if fraud_areas.regions == {} with input.as_of as "2026-11-23"

test_country_from_its_day if {
	countries("2026-07-31") == set()
	countries("2026-08-01") == {"KH"}
	countries("2030-01-01") == {"KH"}
}

test_region_from_its_day_to_its_last if {
	regions("2026-06-30") == {"KH": {"Poipet"}}
	regions("2026-07-01") == {"TH": {"Mae Sot"}}
	regions("2026-12-31") == {"TH": {"Mae Sot"}}
	regions("2027-01-01") == {}
}
