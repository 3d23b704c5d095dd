package risk.supply.stale_screening_test

import data.risk.supply.stale_screening as rule

screened(result, date, critical) := {
	"as_of": "2026-11-23",
	"supplier": {"active": true, "screen_result": result, "screen_date": date, "critical": critical},
}

test_not_screened if rule.fires with input as screened("NOT_SCREENED", "2026-11-01", false)

test_no_date if rule.fires with input as screened("CLEAR", null, false)

test_181_days_ago if rule.fires with input as screened("CLEAR", "2026-05-26", false)

test_180_days_ago if not rule.fires with input as screened("CLEAR", "2026-05-27", false)

test_high_when_a_critical_part_is_not_screened if {
	rule.severity == "high" with input as screened("NOT_SCREENED", null, true)
}

test_medium_for_another_part if rule.severity == "medium" with input as screened("NOT_SCREENED", null, false)

test_medium_when_stale if {
	rule.severity == "medium" with input as screened("CLEAR", "2026-02-01", true)
	rule.severity == "medium" with input as screened("CLEAR", null, true)
}

test_in_use if rule.applies with input as screened("CLEAR", "2026-11-01", false)

test_not_in_use if not rule.applies with input.supplier as {"active": false, "screen_result": "NOT_SCREENED"}

test_evidence if {
	found := rule.evidence with input as screened("CLEAR", "2026-02-01", false)
	found == {"screen_result": "CLEAR", "screen_date": "2026-02-01", "critical": false}
}

test_no_line_that_was_not_crossed if rule.lines == {} with input as screened("NOT_SCREENED", "2026-11-01", false)

test_line if rule.lines == {"screen_date": "2026-05-27"} with input as screened("CLEAR", "2026-02-01", false)

test_no_line_on_the_last_day if rule.lines == {} with input as screened("NOT_SCREENED", "2026-05-27", false)
