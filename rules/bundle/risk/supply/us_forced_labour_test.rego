package risk.supply.us_forced_labour_test

import data.risk.supply.us_forced_labour as rule

goods(hs, region, traced, listed) := {
	"as_of": "2026-11-23",
	"company": {"sells_to_us": true},
	"supplier": {"active": true, "goods_hs": hs, "region": region, "raw_traced": traced, "uflpa_entity_listed": listed},
}

test_priority_goods_not_traced if rule.fires with input as goods("520523", "CN-SD", false, false)

test_priority_goods_traced if not rule.fires with input as goods("520523", "CN-SD", true, false)

test_other_goods_not_traced if not rule.fires with input as goods("481910", "CN-SD", false, false)

test_from_xinjiang_not_traced if rule.fires with input as goods("481910", "CN-XJ", false, false)

test_from_xinjiang_traced if not rule.fires with input as goods("481910", "CN-XJ", true, false)

test_a_service_has_no_code if not rule.fires with input as goods(null, "CN-SD", false, false)

test_a_person_looks_at_what_belongs_in_part if {
	every hs in ["630260", "0813401000"] {
		rule.fires with input as goods(hs, "CN-SD", false, false)
		rule.manual with input as goods(hs, "CN-SD", false, false)
		not rule.manual with input as goods(hs, "CN-XJ", false, false)
	}
	not rule.manual with input as goods("520523", "CN-SD", false, false)
}

test_critical_from_xinjiang if rule.severity == "critical" with input as goods("520523", "CN-XJ", false, false)

test_critical_when_listed if rule.severity == "critical" with input as goods("520523", "CN-SD", false, true)

test_high_elsewhere if rule.severity == "high" with input as goods("520523", "CN-SD", false, false)

test_sold_there if rule.applies with input as goods("520523", "CN-SD", false, false)

test_not_sold_there if not rule.applies with input as {"company": {"sells_to_us": false}, "supplier": {"active": true}}

test_not_in_use if not rule.applies with input as {"company": {"sells_to_us": true}, "supplier": {"active": false}}

test_evidence if {
	found := rule.evidence with input as goods("520523", "CN-XJ", false, true)
	found == {"goods_hs": "520523", "region": "CN-XJ", "raw_traced": false, "uflpa_entity_listed": true}
}
