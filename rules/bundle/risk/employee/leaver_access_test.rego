package risk.employee.leaver_access_test

import data.risk.employee.leaver_access as rule

leaver(revoked) := {
	"as_of": "2026-11-23",
	"employee": {"left_at": "2026-11-18T18:00:00", "access_revoked_at": revoked},
}

test_not_taken_back if {
	rule.fires with input as {"as_of": "2026-11-23", "employee": {"left_at": "2026-11-18T18:00:00"}}
}

test_after_24_hours_to_the_second if not rule.fires with input as leaver("2026-11-19T18:00:00")

test_a_second_later if rule.fires with input as leaver("2026-11-19T18:00:01")

test_before_the_person_left if not rule.fires with input as leaver("2026-11-18T09:00:00")

test_who_left if rule.applies with input as leaver("2026-11-19T18:00:00")

test_still_employed if not rule.applies with input.employee as {"secret_access": "core"}

test_evidence if {
	found := rule.evidence with input as leaver("2026-11-21T10:00:00")
	found == {"left_at": "2026-11-18T18:00:00", "access_revoked_at": "2026-11-21T10:00:00"}
}
