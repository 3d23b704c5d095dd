package lib.risk_tiers_test

import data.lib.risk_tiers

test_embargoed if {
	every iso in ["KP", "IR", "CU"] {
		risk_tiers.of(iso) == "embargoed" with input.as_of as "2026-11-23"
	}
}

test_by_the_table if {
	every iso, tier in {"RU": "high", "MM": "high", "ET": "high", "US": "elevated", "VN": "normal"} {
		risk_tiers.of(iso) == tier with input.as_of as "2026-11-23"
	}
}

# Two days of a tier that was changed at a review.
reviewed := [
	{"country": "VN", "from": "2020-01-01", "value": "normal"},
	{"country": "VN", "from": "2026-10-01", "value": "elevated"},
	{"country": "TH", "from": "2026-10-01", "value": "high"},
]

test_tier_of_the_day if {
	risk_tiers.of("VN") == "normal" with input.as_of as "2026-09-30" with data.tables.risk_tiers.rows as reviewed
	risk_tiers.of("VN") == "elevated" with input.as_of as "2026-10-01" with data.tables.risk_tiers.rows as reviewed
	risk_tiers.of("TH") == "normal" with input.as_of as "2026-09-30" with data.tables.risk_tiers.rows as reviewed
	risk_tiers.of("TH") == "high" with input.as_of as "2026-10-01" with data.tables.risk_tiers.rows as reviewed
}

test_an_embargo_goes_before_a_tier if {
	softer := [{"country": "IR", "from": "2020-01-01", "value": "normal"}, {"country": "YE", "from": "2020-01-01", "value": "normal"}]
	risk_tiers.of("IR") == "embargoed" with input.as_of as "2026-11-23" with data.tables.risk_tiers.rows as softer
	risk_tiers.of("YE") == "normal" with input.as_of as "2026-11-23" with data.tables.risk_tiers.rows as softer
}

test_high_by_the_extra_list if {
	every iso in ["AF", "SD", "SS", "SY", "YE", "LY", "SO", "IQ", "LB", "UA", "VE", "HT", "ML", "CF", "CD", "BY"] {
		risk_tiers.of(iso) == "high" with input.as_of as "2026-11-23"
	}
}

test_a_country_that_no_list_names if {
	every iso in ["CN", "FR", "MO"] {
		risk_tiers.of(iso) == "normal" with input.as_of as "2026-11-23"
	}
}

test_no_tier_on_a_day_before_the_lists if not risk_tiers.of("IR") with input.as_of as "1999-01-01"

test_worst if {
	risk_tiers.worst({"normal", "high", "embargoed"}) == "embargoed"
	risk_tiers.worst({"normal", "high"}) == "high"
	risk_tiers.worst({"normal", "elevated"}) == "elevated"
	risk_tiers.worst({"normal"}) == "normal"
}

test_no_country_no_tier if not risk_tiers.worst(set())
