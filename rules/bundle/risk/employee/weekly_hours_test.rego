package risk.employee.weekly_hours_test

import data.risk.employee.weekly_hours as rule

posted(hours, paid, week) := {
	"as_of": "2026-11-23",
	"employee": {"location_type": "abroad", "post_country": "VN", "weekly_hours": hours, "overtime_paid": paid},
	"country": {"employee": {"weekly_hours": week}},
}

mexico := {"2026": 48, "2027": 46, "2030": 40}

on(day, case) := object.union(case, {"as_of": day})

test_at_the_limit if not rule.fires with input as posted(48, false, 48)

test_over_the_limit if rule.fires with input as posted(48.5, false, 48)

test_overtime_paid if not rule.fires with input as posted(60, true, 48)

test_the_week_of_the_year if {
	not rule.fires with input as posted(48, false, mexico)
	rule.fires with input as on("2027-01-01", posted(48, false, mexico))
	not rule.fires with input as on("2027-12-31", posted(46, false, mexico))
}

test_the_last_week_given_goes_on if {
	rule.fires with input as on("2034-05-01", posted(41, false, mexico))
	not rule.fires with input as on("2034-05-01", posted(40, false, mexico))
}

test_abroad if rule.applies with input as posted(40, false, 48)

test_country_without_a_figure if not rule.applies with input as posted(90, false, null)

test_at_home if not rule.applies with input.employee as {"location_type": "CN"}

test_evidence if {
	found := rule.evidence with input as posted(60, false, 48)
	found == {"weekly_hours": 60, "overtime_paid": false, "post_country": "VN"}
}

test_line if rule.lines == {"weekly_hours": 48} with input as posted(60, false, 48)

test_a_long_week_at_home if {
	not rule.applies with input as object.union(posted(90, false, 48), {"employee": {"location_type": "CN"}})
}
