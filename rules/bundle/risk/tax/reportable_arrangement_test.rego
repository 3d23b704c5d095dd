package risk.tax.reportable_arrangement_test

import data.risk.tax.reportable_arrangement as rule

at(country, answers) := {
	"as_of": "2026-11-23",
	"presence": object.union({"country": country}, answers),
	"country": {"tax": {"ccy": "EUR"}},
}

test_not_assessed if rule.fires with input.presence as {"dac6": true}

test_none_or_assessed if not rule.fires with input.presence as {"dac6": false}

test_union if {
	every country in ["DE", "HU", "PL"] {
		rule.applies with input as at(country, {})
	}
}

test_outside_the_union if not rule.applies with input as at("GB", {})

test_evidence if rule.evidence == {"dac6": true} with input.presence as {"dac6": true}
