package risk.employee.open_ended_contract_test

import data.risk.employee.open_ended_contract as rule

unsigned(start) := {
	"as_of": "2026-11-23",
	"employee": {"employer_entity": "CN_parent", "contract_signed": false, "contract_start": start},
}

test_a_year_to_the_day if rule.fires with input as unsigned("2025-11-23")

test_a_day_short_of_a_year if not rule.fires with input as unsigned("2025-11-24")

test_signed if not rule.fires with input as object.union(unsigned("2020-01-01"), {"employee": {"contract_signed": true}})

test_own_staff if rule.applies with input as unsigned("2020-01-01")

test_staff_of_others if not rule.applies with input.employee as {"employer_entity": "overseas_sub"}

test_evidence if {
	rule.evidence == {"contract_signed": false, "contract_start": "2020-01-01"} with input as unsigned("2020-01-01")
}

test_line if rule.lines == {"contract_start": "2025-11-23"} with input as unsigned("2020-01-01")

test_line_where_the_year_has_a_leap_day if {
	leap := object.union(unsigned("2024-02-29"), {"as_of": "2025-02-28"})
	rule.fires with input as leap
	rule.lines == {"contract_start": "2024-02-29"} with input as leap
}
