package risk.employee.large_event_test

import data.risk.employee.large_event as rule

event(people, public, days) := {
	"as_of": "2026-11-23",
	"company": {"event_people": people, "event_public": public, "applied_days_before": days},
}

test_1000_people_and_no_application if rule.fires with input as event(1000, true, null)

test_999_people if not rule.fires with input as event(999, true, null)

test_applied_19_days_ahead if rule.fires with input as event(1000, true, 19)

test_applied_20_days_ahead if not rule.fires with input as event(1000, true, 20)

test_internal_event if not rule.fires with input as event(5000, false, null)

test_planned if rule.applies with input as event(1, true, null)

test_none_planned if not rule.applies with input as event(0, true, null)

test_evidence if {
	found := rule.evidence with input as event(1200, true, 10)
	found == {"event_people": 1200, "event_public": true, "applied_days_before": 10}
}

test_line if rule.lines == {"event_people": 1000} with input as event(1200, true, 10)
