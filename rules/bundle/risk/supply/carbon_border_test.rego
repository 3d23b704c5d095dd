package risk.supply.carbon_border_test

import data.risk.supply.carbon_border as rule

sold(goods, ready, tonnes) := {
	"as_of": "2026-11-23",
	"company": {"sells_to_eu": true, "cbam_goods": goods, "cbam_emissions_ready": ready, "cbam_tonnes_per_importer": tonnes},
	"derived": {"cbam_may_count": tonnes > 50},
}

unweighed := {
	"as_of": "2026-11-23",
	"company": {"sells_to_eu": true, "cbam_goods": true, "cbam_emissions_ready": false},
	"derived": {"cbam_may_count": true},
}

test_above_fifty_tonnes if rule.fires with input as sold(true, false, 50.1)

test_fifty_tonnes if not rule.fires with input as sold(true, false, 50)

test_tonnes_not_known if rule.fires with input as unweighed

test_emissions_worked_out if not rule.fires with input as sold(true, true, 90)

test_other_goods if not rule.fires with input as sold(false, false, 90)

test_high_above_fifty_tonnes if rule.severity == "high" with input as sold(true, false, 50.1)

test_medium_when_not_known if rule.severity == "medium" with input as unweighed

test_sells_there if rule.applies with input as unweighed

test_sells_elsewhere if not rule.applies with input.company as {"sells_to_eu": false}

test_evidence if {
	found := rule.evidence with input as sold(true, false, 90)
	found == {"cbam_goods": true, "cbam_emissions_ready": false, "cbam_tonnes_per_importer": 90}
}

test_line_only_when_crossed if {
	rule.lines == {"cbam_tonnes_per_importer": 50} with input as sold(true, false, 90)
	rule.lines == {} with input as unweighed
}

test_medium_at_fifty_tonnes_that_may_still_grow if {
	at_the_line := object.union(sold(true, false, 50), {"derived": {"cbam_may_count": true}})
	rule.severity == "medium" with input as at_the_line
	rule.lines == {} with input as at_the_line
}
