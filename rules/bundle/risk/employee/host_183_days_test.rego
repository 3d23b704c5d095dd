package risk.employee.host_183_days_test

import data.risk.employee.host_183_days as rule

posted(days, registered) := {
	"as_of": "2026-11-23",
	"employee": {"location_type": "abroad", "post_country": "VN", "days_in_country_12m": days, "host_tax_registered": registered},
}

test_149_days if not rule.fires with input as posted(149, false)

test_150_days if {
	rule.fires with input as posted(150, true)
	rule.severity == "medium" with input as posted(150, true)
}

test_183_days if {
	rule.fires with input as posted(183, false)
	rule.severity == "medium" with input as posted(183, false)
}

test_184_days_without_registration if {
	rule.fires with input as posted(184, false)
	rule.severity == "high" with input as posted(184, false)
}

test_184_days_registered if not rule.fires with input as posted(184, true)

test_abroad if rule.applies with input as posted(1, false)

test_at_home if not rule.applies with input.employee as {"location_type": "CN"}

test_evidence if {
	found := rule.evidence with input as posted(184, false)
	found == {"days_in_country_12m": 184, "host_tax_registered": false, "post_country": "VN"}
}

test_line if {
	rule.lines == {"days_in_country_12m": 183} with input as posted(240, false)
	rule.lines == {"days_in_country_12m": 150} with input as posted(160, false)
}
