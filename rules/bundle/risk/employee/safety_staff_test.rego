package risk.employee.safety_staff_test

import data.risk.employee.safety_staff as rule

firm(people, hazard, full, part) := {
	"as_of": "2026-11-23",
	"company": {
		"headcount": people, "sector_high_hazard": hazard,
		"safety_dept_or_fulltime": full, "safety_part_time": part,
	},
}

test_101_people_with_a_part_time_officer if rule.fires with input as firm(101, false, false, true)

test_100_people_with_a_part_time_officer if not rule.fires with input as firm(100, false, false, true)

test_100_people_with_nobody if rule.fires with input as firm(100, false, false, false)

test_high_hazard_with_a_part_time_officer if rule.fires with input as firm(10, true, false, true)

test_full_time_officer if {
	not rule.fires with input as firm(500, true, true, false)
	not rule.fires with input as firm(10, false, true, false)
}

test_evidence if {
	found := rule.evidence with input as firm(138, false, false, true)
	found == {"headcount": 138, "sector_high_hazard": false, "safety_dept_or_fulltime": false, "safety_part_time": true}
}

test_line if {
	rule.lines == {"headcount": 100} with input as firm(138, false, false, true)
	rule.lines == {} with input as firm(10, true, false, true)
}
