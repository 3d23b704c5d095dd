package lib.interest_caps_test

import data.lib.interest_caps

test_every_country_has_a_floor if {
	object.keys(interest_caps.floor) == interest_caps.countries with input.as_of as "2026-11-23"
}

test_floors if {
	floors := interest_caps.floor with input.as_of as "2026-11-23"
	floors == {"DE": 3000000, "GB": 2000000, "HU": 939810000, "MX": 20000000, "PL": 3000000, "US": 0, "VN": 0}
}
