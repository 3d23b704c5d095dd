package risk.tax.platform_reports_test

import data.risk.tax.platform_reports as rule

at(country, answers) := {
	"as_of": "2026-11-23",
	"presence": object.union({"country": country}, answers),
	"country": {"tax": {"ccy": "EUR"}},
}

test_over_five_percent if rule.fires with input as at("DE", {"dac7_diff": 5.01})

test_five_percent if not rule.fires with input as at("DE", {"dac7_diff": 5})

test_entity_in_the_union if {
	every country in ["DE", "HU", "PL"] {
		every form in ["subsidiary", "branch"] {
			rule.applies with input as at(country, {"form": form})
		}
	}
}

test_no_entity if {
	every form in ["rep_office", "none"] {
		not rule.applies with input as at("DE", {"form": form})
	}
}

test_outside_the_union if not rule.applies with input as at("GB", {"form": "subsidiary"})

test_evidence if rule.evidence == {"dac7_diff": 8} with input as at("DE", {"dac7_diff": 8})

test_line if rule.lines == {"dac7_diff": 5} with input as at("DE", {"dac7_diff": 8})
