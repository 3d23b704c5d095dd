package risk.supply.contract_expiry_test

import data.risk.supply.contract_expiry as rule

contract(expiry, critical) := {
	"as_of": "2026-11-23",
	"supplier": {"active": true, "critical": critical, "contract_expiry": expiry},
	"derived": {"spend_cny": 500000, "purchases": 10000000},
}

small(part) := {
	"as_of": "2026-11-23",
	"supplier": {"active": true, "critical": false},
	"derived": {"spend_cny": part, "purchases": 10000000},
}

test_no_written_contract if rule.fires with input as contract(null, false)

test_ended_yesterday if rule.fires with input as contract("2026-11-22", false)

test_ends_in_ninety_days if rule.fires with input as contract("2027-02-21", false)

test_ends_in_ninety_one_days if not rule.fires with input as contract("2027-02-22", false)

test_high_without_a_contract_for_a_critical_part if rule.severity == "high" with input as contract(null, true)

test_high_when_it_ended_for_a_critical_part if rule.severity == "high" with input as contract("2026-11-22", true)

test_medium_on_the_last_day if rule.severity == "medium" with input as contract("2026-11-23", true)

test_medium_for_another_part if {
	rule.severity == "medium" with input as contract(null, false)
	rule.severity == "medium" with input as contract("2026-11-22", false)
}

test_critical_part if rule.applies with input as {"supplier": {"active": true, "critical": true}}

test_five_percent_of_purchases if rule.applies with input as small(500000)

test_share_is_rounded_to_six_decimals if rule.applies with input as small(499995)

test_under_five_percent if not rule.applies with input as small(499994)

test_not_in_use if {
	not rule.applies with input as {
		"as_of": "2026-11-23",
		"supplier": {"active": false, "critical": true},
		"derived": {"spend_cny": 500000, "purchases": 10000000},
	}
}

test_evidence if {
	found := rule.evidence with input as contract(null, true)
	found == {"contract_expiry": null, "critical": true, "spend_cny": 500000}
}

test_line if rule.lines == {"contract_expiry": "2027-02-21"} with input as contract("2026-12-31", true)
