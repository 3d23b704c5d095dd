package risk.supply.us_content_test

import data.risk.supply.us_content as rule

uses(changes) := {
	"as_of": "2026-11-23",
	"company": object.union({"uses_us_origin": true, "ear_assessed": false, "sells_to": [], "entity_list_buyer": false, "embargoed_countries": []}, changes),
}

test_not_assessed if rule.fires with input as uses({})

test_assessed if not rule.fires with input as uses({"ear_assessed": true})

test_us_origin if rule.applies with input as uses({})

test_no_us_origin if not rule.applies with input as uses({"uses_us_origin": false})

test_high_by_destination if {
	every iso in ["RU", "BY", "IR", "KP", "CU", "SY"] {
		rule.severity == "high" with input as uses({"sells_to": [iso]})
	}
}

test_high_by_the_buyer if rule.severity == "high" with input as uses({"entity_list_buyer": true})

test_medium_elsewhere if rule.severity == "medium" with input as uses({"embargoed_countries": ["RU"]})

test_sanctioned_countries_stand_in if {
	without := {"as_of": "2026-11-23", "company": {"embargoed_countries": ["RU"]}}
	rule.severity == "high" with input as without
	rule.severity == "medium" with input as {"as_of": "2026-11-23", "company": {"embargoed_countries": ["UA-43"]}}
}

test_evidence if {
	found := rule.evidence with input as uses({"sells_to": ["RU"]})
	found == {"uses_us_origin": true, "ear_assessed": false, "sells_to": ["RU"], "entity_list_buyer": false}
}
