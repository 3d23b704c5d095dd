package risk.employee.residence_application_test

import data.risk.employee.residence_application as rule

entered(day) := {
	"as_of": "2026-11-23",
	"employee": {"nationality": "DE", "location_type": "CN", "residence_required": true, "entry_date": day},
}

applied(day) := object.union(entered("2026-09-01"), {"employee": {"residence_applied": day}})

test_not_applied_on_the_30th_day if not rule.fires with input as entered("2026-10-24")

test_not_applied_on_the_31st_day if rule.fires with input as entered("2026-10-23")

test_applied_on_the_30th_day if not rule.fires with input as applied("2026-10-01")

test_applied_on_the_31st_day if rule.fires with input as applied("2026-10-02")

test_required if rule.applies with input as entered("2026-11-01")

test_others if {
	every fields in [{"residence_required": false}, {"nationality": "CN"}, {"location_type": "abroad"}] {
		not rule.applies with input as object.union(entered("2026-01-01"), {"employee": fields})
	}
}

test_evidence if {
	rule.evidence == {"entry_date": "2026-09-01", "residence_applied": "2026-10-02"} with input as applied("2026-10-02")
}

test_line if rule.lines == {"residence_applied": "2026-10-01"} with input as applied("2026-10-02")
