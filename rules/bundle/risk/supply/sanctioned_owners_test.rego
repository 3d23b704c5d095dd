package risk.supply.sanctioned_owners_test

import data.risk.supply.sanctioned_owners as rule

held(percent) := {"as_of": "2026-11-23", "supplier": {"active": true, "sdn_owned_pct": percent}}

test_half if rule.fires with input as held(50)

test_a_quarter if rule.fires with input as held(25)

test_under_a_quarter if not rule.fires with input as held(24.99)

test_critical_from_half if rule.severity == "critical" with input as held(50)

test_medium_under_half if rule.severity == "medium" with input as held(49.99)

test_in_use if rule.applies with input as held(0)

test_not_in_use if not rule.applies with input.supplier as {"active": false, "sdn_owned_pct": 60}

test_evidence if rule.evidence == {"sdn_owned_pct": 60} with input as held(60)

test_line_of_each_tier if {
	rule.lines == {"sdn_owned_pct": 50} with input as held(60)
	rule.lines == {"sdn_owned_pct": 25} with input as held(30)
}
