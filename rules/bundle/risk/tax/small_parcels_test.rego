package risk.tax.small_parcels_test

import data.risk.tax.small_parcels as rule

at(country, answers) := {
	"as_of": "2026-11-23",
	"presence": object.union({"country": country}, answers),
	"country": {"tax": {"ccy": "EUR"}},
}

test_without_ioss_or_duty if rule.fires with input.presence as {"ioss": false}

test_both_in_place if not rule.fires with input.presence as {"ioss": true}

test_parcels_to_consumers if {
	every country in ["DE", "HU", "PL"] {
		rule.applies with input as at(country, {"b2c_low": true})
	}
}

test_no_parcels if not rule.applies with input as at("DE", {"b2c_low": false})

test_outside_the_union if not rule.applies with input as at("GB", {"b2c_low": true})

test_evidence if {
	rule.evidence == {"b2c_low": true, "ioss": false} with input.presence as {"b2c_low": true, "ioss": false}
}
