package risk.employee.evacuation_drill_test

import data.risk.employee.evacuation_drill as rule

firm(day, level) := {
	"as_of": "2026-11-23",
	"company": {"last_drill": day},
	"derived": {"staff_abroad": true, "worst_mfa_level": level},
}

test_never if rule.fires with input as firm(null, "blue")

test_12_months_to_the_day if {
	not rule.fires with input as firm("2025-11-23", "blue")
	not rule.fires with input as firm("2025-11-23", "yellow")
}

test_a_day_more if rule.fires with input as firm("2025-11-22", "blue")

test_6_months_to_the_day_where_it_is_dangerous if {
	not rule.fires with input as firm("2026-05-23", "orange")
	not rule.fires with input as firm("2026-05-23", "red")
}

test_a_day_more_where_it_is_dangerous if {
	rule.fires with input as firm("2026-05-22", "orange")
	rule.fires with input as firm("2026-05-22", "red")
	not rule.fires with input as firm("2026-05-22", "yellow")
}

test_staff_abroad if rule.applies with input as firm(null, "blue")

test_nobody_abroad if not rule.applies with input.derived as {"staff_abroad": false}

test_evidence if {
	rule.evidence == {"last_drill": "2025-11-22", "worst_mfa_level": "blue"} with input as firm("2025-11-22", "blue")
}
