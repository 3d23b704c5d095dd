package risk.employee.layoffs_test

import data.risk.employee.layoffs as rule

firm(leaving, staff, told, reported) := {
	"as_of": "2026-11-23",
	"company": {"layoff_count": leaving, "headcount": staff, "notice_30d": told, "reported_hrss": reported},
}

test_20_people_of_many if rule.fires with input as firm(20, 5000, false, true)

test_19_people_of_many if not rule.fires with input as firm(19, 5000, false, false)

test_ten_percent if rule.fires with input as firm(10, 100, true, false)

test_just_under_ten_percent if not rule.fires with input as firm(10, 101, false, false)

test_told_and_reported if not rule.fires with input as firm(50, 100, true, true)

test_planned if rule.applies with input as firm(1, 100, true, true)

test_none_planned if not rule.applies with input as firm(0, 100, false, false)

test_evidence if {
	found := rule.evidence with input as firm(20, 100, true, false)
	found == {"layoff_count": 20, "headcount": 100, "notice_30d": true, "reported_hrss": false}
}
