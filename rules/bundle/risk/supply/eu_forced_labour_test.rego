package risk.supply.eu_forced_labour_test

import data.risk.supply.eu_forced_labour as rule

prepared(day, ready) := {"as_of": day, "company": {"sells_to_eu": true, "eu_flr_ready": ready}}

test_not_prepared if rule.fires with input as prepared("2026-11-23", false)

test_prepared if not rule.fires with input as prepared("2026-11-23", true)

test_sells_there if rule.applies with input as prepared("2026-11-23", true)

test_sells_elsewhere if not rule.applies with input.company as {"sells_to_eu": false}

test_medium_before_the_regulation_applies if rule.severity == "medium" with input as prepared("2027-12-13", false)

test_high_once_it_applies if {
	rule.severity == "high" with input as prepared("2027-12-14", false)
	rule.severity == "high" with input as prepared("2027-12-15", false)
}

test_evidence if {
	found := rule.evidence with input as prepared("2026-11-23", false)
	found == {"sells_to_eu": true, "eu_flr_ready": false}
}
