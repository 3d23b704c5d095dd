package risk.supply.deforestation_test

import data.risk.supply.deforestation as rule

sold(day, goods, held) := {"as_of": day, "company": {"sells_to_eu": true, "eudr_goods": goods, "geolocation_held": held}}

test_no_coordinates if rule.fires with input as sold("2026-11-23", true, false)

test_coordinates_held if not rule.fires with input as sold("2026-11-23", true, true)

test_other_goods if not rule.fires with input as sold("2026-11-23", false, false)

test_sells_there if rule.applies with input as sold("2026-11-23", true, true)

test_sells_elsewhere if not rule.applies with input.company as {"sells_to_eu": false}

test_medium_while_it_is_far if rule.severity == "medium" with input as sold("2026-08-31", true, false)

test_high_when_it_is_near if rule.severity == "high" with input as sold("2026-09-01", true, false)

test_evidence if {
	found := rule.evidence with input as sold("2026-11-23", true, false)
	found == {"sells_to_eu": true, "eudr_goods": true, "geolocation_held": false}
}
