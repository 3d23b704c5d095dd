package risk.supply.continuity_test

import data.risk.supply.continuity as rule

plan(exists, switch, rehearsal) := {"as_of": "2026-11-23", "company": {"bcp_exists": exists, "switch_days": switch, "bcp_exercise_days": rehearsal}}

test_no_plan if rule.fires with input as plan(false, 1, 1)

test_slow_switch if rule.fires with input as plan(true, 31, 1)

test_rehearsed_long_ago if rule.fires with input as plan(true, 1, 366)

test_never_rehearsed if rule.fires with input as plan(true, 1, null)

test_all_within_the_lines if not rule.fires with input as plan(true, 30, 365)

test_high_without_a_plan if rule.severity == "high" with input as plan(false, 1, 1)

test_high_when_very_slow if rule.severity == "high" with input as plan(true, 91, 1)

test_medium_otherwise if rule.severity == "medium" with input as plan(true, 90, 400)

test_evidence if {
	found := rule.evidence with input as plan(true, 40, 400)
	found == {"bcp_exists": true, "switch_days": 40, "bcp_exercise_days": 400}
}

test_lines_that_were_crossed if {
	rule.lines == {"switch_days": 30} with input as plan(true, 40, 10)
	rule.lines == {"bcp_exercise_days": 365} with input as plan(true, 10, 400)
	rule.lines == {} with input as plan(true, 10, null)
}

test_no_line_where_both_are_kept if rule.lines == {} with input as plan(false, 30, 365)
