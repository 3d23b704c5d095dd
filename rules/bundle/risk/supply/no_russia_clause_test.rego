package risk.supply.no_russia_clause_test

import data.risk.supply.no_russia_clause as rule

resold(control, countries) := {"as_of": "2026-11-23", "company": {"chp_from_eu": true, "russia_reexport_control": control, "resells_to": countries}}

test_no_control if rule.fires with input as resold(false, [])

test_controlled if not rule.fires with input as resold(true, ["RU"])

test_such_goods if rule.applies with input as resold(true, [])

test_no_such_goods if not rule.applies with input.company as {"chp_from_eu": false}

test_high_by_country if {
	every iso in ["RU", "BY", "KZ", "KG", "AM", "UZ", "TR", "AE"] {
		rule.severity == "high" with input as resold(false, [iso])
	}
}

test_medium_elsewhere if rule.severity == "medium" with input as resold(false, [])

test_evidence if {
	found := rule.evidence with input as resold(false, ["KZ"])
	found == {"chp_from_eu": true, "russia_reexport_control": false, "resells_to": ["KZ"]}
}
