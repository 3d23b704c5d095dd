package risk.employee.passport_pages_test

import data.risk.employee.passport_pages as rule

traveller(pages) := {
	"as_of": "2026-11-23",
	"employee": {"planned_departure": "2027-01-10", "passport_blank_pages": pages},
}

test_one_page if rule.fires with input as traveller(1)

test_two_pages if not rule.fires with input as traveller(2)

test_about_to_leave if rule.applies with input as traveller(1)

test_no_travel_planned if not rule.applies with input.employee as {"passport_blank_pages": 0}

test_evidence if rule.evidence == {"passport_blank_pages": 1} with input as traveller(1)

test_line if rule.lines == {"passport_blank_pages": 2} with input as traveller(1)
