package risk.employee.lost_contact_test

import data.risk.employee.lost_contact as rule

abroad(level, seen) := {
	"as_of": "2026-11-23",
	"employee": {"location_type": "abroad", "lured": false, "last_checkin": seen},
	"derived": {"row_mfa_level": level},
}

lured := object.union(abroad("blue", "2026-11-23"), {"employee": {"lured": true}})

test_last_day_within_each_limit if {
	not rule.fires with input as abroad("red", "2026-11-22")
	not rule.fires with input as abroad("orange", "2026-11-22")
	not rule.fires with input as abroad("yellow", "2026-11-20")
	not rule.fires with input as abroad("blue", "2026-11-16")
}

test_first_day_beyond_each_limit if {
	rule.fires with input as abroad("red", "2026-11-21")
	rule.fires with input as abroad("orange", "2026-11-21")
	rule.fires with input as abroad("yellow", "2026-11-19")
	rule.fires with input as abroad("blue", "2026-11-15")
}

test_silent_beyond_every_limit_whatever_the_level if {
	rule.fires with input.as_of as "2026-11-23" with input.employee as {"last_checkin": "2026-11-15"}
	not rule.fires with input.as_of as "2026-11-23" with input.employee as {"last_checkin": "2026-11-16"}
}

test_lured_though_in_contact if rule.fires with input as lured

test_lured_is_critical if rule.severity == "critical" with input as lured

test_silent_is_high if rule.severity == "high" with input as abroad("red", "2026-11-01")

test_abroad if rule.applies with input as abroad("red", "2026-11-01")

test_at_home if not rule.applies with input.employee as {"location_type": "CN"}

test_evidence if {
	found := rule.evidence with input as abroad("red", "2026-11-01")
	found == {"lured": false, "last_checkin": "2026-11-01", "row_mfa_level": "red"}
}

test_no_line_that_was_not_crossed if rule.lines == {} with input as abroad("yellow", "2026-11-22")

test_line if rule.lines == {"last_checkin": "2026-11-20"} with input as abroad("yellow", "2026-11-01")

test_no_line_on_the_last_day_within if rule.lines == {} with input as abroad("yellow", "2026-11-20")
