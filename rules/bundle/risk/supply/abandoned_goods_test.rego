package risk.supply.abandoned_goods_test

import data.risk.supply.abandoned_goods as rule

shipped(there, deposit) := {"as_of": "2026-11-23", "company": {"ships_to_noc_country": there, "noc_country_deposit": deposit}}

test_under_thirty_percent if rule.fires with input as shipped(true, 0.29)

test_at_thirty_percent if not rule.fires with input as shipped(true, 0.3)

test_ships_there if rule.applies with input as shipped(true, 0.5)

test_ships_elsewhere if not rule.applies with input.company as {"ships_to_noc_country": false}

test_evidence if {
	found := rule.evidence with input as shipped(true, 0.1)
	found == {"ships_to_noc_country": true, "noc_country_deposit": 0.1}
}

test_line if rule.lines == {"noc_country_deposit": 0.3} with input as shipped(true, 0.1)
