package risk.supply.list_hit_test

import data.risk.supply.list_hit as rule

screened(result) := {"active": true, "screen_result": result}

test_hits if {
	every result in ["HIT_SDN", "HIT_EU", "HIT_UK", "HIT_UN", "HIT_ENTITY", "POTENTIAL"] {
		rule.fires with input.supplier as screened(result)
	}
}

test_other_results if {
	every result in ["CLEAR", "HIT_CN", "NOT_SCREENED"] {
		not rule.fires with input.supplier as screened(result)
	}
}

test_critical if {
	every result in ["HIT_UN", "HIT_SDN"] {
		rule.severity == "critical" with input.supplier as screened(result)
	}
}

test_high if {
	every result in ["HIT_EU", "HIT_UK", "HIT_ENTITY"] {
		rule.severity == "high" with input.supplier as screened(result)
	}
}

test_medium if rule.severity == "medium" with input.supplier as screened("POTENTIAL")

test_in_use if rule.applies with input.supplier as screened("CLEAR")

test_not_in_use if not rule.applies with input.supplier as {"active": false, "screen_result": "HIT_UN"}

test_evidence if rule.evidence == {"screen_result": "HIT_EU"} with input.supplier as screened("HIT_EU")
