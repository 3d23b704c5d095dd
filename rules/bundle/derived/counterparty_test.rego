package derived.counterparty_test

import data.derived.counterparty

in_country(iso) := {"as_of": "2026-11-23", "company": {"counterparty_country": iso}}

test_party_to_the_new_york_convention if {
	every iso in ["US", "HK", "VN", "DE", "FR", "MT"] {
		counterparty.counterparty_nyc == true with input as in_country(iso)
	}
}

test_not_party_to_the_new_york_convention if {
	every iso in ["LY", "YE", "TD", "GM", "GQ", "ER", "GW", "SO", "SS", "TG", "KP"] {
		counterparty.counterparty_nyc == false with input as in_country(iso)
	}
}

test_party_to_the_sales_convention if {
	every iso in ["US", "DE", "VN", "FR", "HU", "SA"] {
		counterparty.counterparty_cisg == true with input as in_country(iso)
	}
}

test_not_party_to_the_sales_convention if {
	every iso in ["GB", "IN", "TH", "HK", "IE", "MT"] {
		counterparty.counterparty_cisg == false with input as in_country(iso)
	}
}

test_before_and_from_the_day_it_binds if {
	counterparty.counterparty_cisg == false with input as object.union(in_country("SA"), {"as_of": "2024-08-31"})
	counterparty.counterparty_cisg == true with input as object.union(in_country("SA"), {"as_of": "2024-09-01"})
}

test_a_country_that_nobody_looked_up_stays_open if {
	every iso in ["TW", "AR", "UA"] {
		not counterparty.counterparty_nyc == true with input as in_country(iso)
		not counterparty.counterparty_nyc == false with input as in_country(iso)
		not counterparty.counterparty_cisg == true with input as in_country(iso)
		not counterparty.counterparty_cisg == false with input as in_country(iso)
	}
}

test_twenty_seven_member_states if {
	count(data.countries.EU.supply.members) == 27
	count({iso | some iso in data.countries.EU.supply.members}) == 27
}
