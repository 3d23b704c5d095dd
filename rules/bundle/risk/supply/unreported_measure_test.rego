package risk.supply.unreported_measure_test

import data.risk.supply.unreported_measure as rule

met(reported, days) := {"as_of": "2026-11-23", "company": {"blocking_event": true, "blocking_reported": reported, "blocking_days_since": days}}

test_not_reported if {
	rule.fires with input as met(false, 31)
	rule.fires with input as met(false, 0)
}

test_reported if not rule.fires with input as met(true, 90)

test_high_after_thirty_days if rule.severity == "high" with input as met(false, 31)

test_medium_within_thirty_days if rule.severity == "medium" with input as met(false, 30)

test_a_measure if rule.applies with input as met(true, 1)

test_no_measure if not rule.applies with input.company as {"blocking_event": false}

test_evidence if {
	found := rule.evidence with input as met(false, 31)
	found == {"blocking_event": true, "blocking_reported": false, "blocking_days_since": 31}
}

test_line if rule.lines == {"blocking_days_since": 30} with input as met(false, 31)
