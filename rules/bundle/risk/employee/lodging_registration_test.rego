package risk.employee.lodging_registration_test

import data.risk.employee.lodging_registration as rule

guest(moved, fields) := {
	"as_of": "2026-11-23",
	"employee": object.union({"nationality": "DE", "location_type": "CN", "checkin_at": moved}, fields),
}

test_registered_after_24_hours_to_the_second if {
	not rule.fires with input as guest("2026-11-20T20:00:00", {"registered_at": "2026-11-21T20:00:00"})
}

test_registered_a_second_later if {
	rule.fires with input as guest("2026-11-20T20:00:00", {"registered_at": "2026-11-21T20:00:01"})
}

test_not_registered_for_24_hours if not rule.fires with input as guest("2026-11-22T00:00:00", {})

test_not_registered_for_longer if rule.fires with input as guest("2026-11-21T23:59:59", {})

test_foreigner_outside_a_hotel if rule.applies with input as guest("2026-11-20T20:00:00", {})

test_others if {
	not rule.applies with input as guest("2026-11-20T20:00:00", {"nationality": "CN"})
	not rule.applies with input as guest("2026-11-20T20:00:00", {"location_type": "abroad"})
	not rule.applies with input.employee as {"nationality": "DE", "location_type": "CN"}
}

test_evidence if {
	found := rule.evidence with input as guest("2026-11-20T20:00:00", {"registered_at": "2026-11-22T09:00:00"})
	found == {"checkin_at": "2026-11-20T20:00:00", "registered_at": "2026-11-22T09:00:00"}
}
