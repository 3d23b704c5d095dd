package risk.supply.batteries_test

import data.risk.supply.batteries as rule

batteries(mark, registered, turnover, plan) := {
	"as_of": "2026-11-23",
	"company": {"battery_eu": true, "battery_ce": mark, "battery_epr": registered, "net_turnover_eur": turnover, "battery_dd_plan": plan},
}

test_no_mark if rule.fires with input as batteries(false, true, 1, true)

test_no_registration if rule.fires with input as batteries(true, false, 1, true)

test_no_plan_from_forty_million if rule.fires with input as batteries(true, true, 40000000, false)

test_no_plan_below if not rule.fires with input as batteries(true, true, 39999999, false)

test_a_plan if not rule.fires with input as batteries(true, true, 90000000, true)

test_high_without_mark_or_registration if {
	rule.severity == "high" with input as batteries(false, true, 1, true)
	rule.severity == "high" with input as batteries(true, false, 1, true)
}

test_medium_without_plan_before_the_duty_applies if {
	without := batteries(true, true, 40000000, false)
	rule.severity == "medium" with input as without
	rule.severity == "medium" with input as object.union(without, {"as_of": "2027-08-17"})
	rule.severity == "high" with input as object.union(without, {"as_of": "2027-08-18"})
}

test_sells_batteries_there if rule.applies with input as batteries(true, true, 1, true)

test_sells_none if not rule.applies with input.company as {"battery_eu": false}

test_evidence_names_only_what_is_missing if {
	rule.evidence == {"battery_ce": false} with input as batteries(false, true, 18000000, false)
	rule.evidence == {"battery_epr": false} with input as batteries(true, false, 18000000, false)
	rule.evidence == {"battery_dd_plan": false, "net_turnover_eur": 40000000} with input as batteries(true, true, 40000000, false)
}

test_line_of_the_turnover_only_without_a_plan if {
	rule.lines == {"net_turnover_eur": 40000000} with input as batteries(true, true, 40000000, false)
	rule.lines == {} with input as batteries(false, true, 90000000, true)
}
