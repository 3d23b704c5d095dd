package risk.supply.chemicals_test

import data.risk.supply.chemicals as rule

goods(changes) := {
	"as_of": "2026-11-23",
	"company": object.union({"sells_to_eu": true, "sector": "textile", "reach_ok": true, "rohs_ok": true, "water_repellent_textile": true, "pfhxa_ok": true}, changes),
}

test_all_in_order if not rule.fires with input as goods({})

test_no_report if rule.fires with input as goods({"reach_ok": false})

test_electronics_without_rohs if rule.fires with input as goods({"sector": "electronics", "rohs_ok": false})

test_rohs_is_for_electronics if {
	every sector in ["textile", "auto_parts", "machinery", "other"] {
		not rule.fires with input as goods({"sector": sector, "rohs_ok": false})
	}
}

test_water_repellent_textile if rule.fires with input as goods({"pfhxa_ok": false})

test_other_textile if not rule.fires with input as goods({"pfhxa_ok": false, "water_repellent_textile": false})

test_other_sector if not rule.fires with input as goods({"pfhxa_ok": false, "sector": "other"})

test_from_the_day_the_limit_applies if {
	not rule.fires with input as object.union(goods({"pfhxa_ok": false}), {"as_of": "2026-10-09"})
	rule.fires with input as object.union(goods({"pfhxa_ok": false}), {"as_of": "2026-10-10"})
}

test_sells_there if rule.applies with input as goods({})

test_sells_elsewhere if not rule.applies with input.company as {"sells_to_eu": false}

test_evidence_names_only_what_is_missing if {
	rule.evidence == {"pfhxa_ok": false} with input as goods({"pfhxa_ok": false, "rohs_ok": false})
	rule.evidence == {"reach_ok": false} with input as goods({"reach_ok": false})
	rule.evidence == {"rohs_ok": false} with input as goods({"sector": "electronics", "rohs_ok": false})
}

test_electronics_in_order if {
	not rule.fires with input as goods({"sector": "electronics"})
	rule.evidence == {} with input as goods({"sector": "electronics"})
}
