package risk.employee.late_contract_test

import data.risk.employee.late_contract as rule

unsigned(start) := {
	"as_of": "2026-11-23",
	"employee": {"employer_entity": "CN_parent", "contract_signed": false, "contract_start": start},
}

test_the_day_after_a_month if rule.fires with input as unsigned("2026-10-22")

test_a_month_to_the_day if not rule.fires with input as unsigned("2026-10-23")

test_a_day_short_of_a_year if rule.fires with input as unsigned("2025-11-24")

test_a_full_year_is_another_rule if not rule.fires with input as unsigned("2025-11-23")

test_last_day_of_a_short_month if {
	not rule.fires with input as object.union(unsigned("2026-01-31"), {"as_of": "2026-02-28"})
	rule.fires with input as object.union(unsigned("2026-01-31"), {"as_of": "2026-03-01"})
}

test_signed if not rule.fires with input as object.union(unsigned("2026-01-01"), {"employee": {"contract_signed": true}})

test_own_staff if rule.applies with input as unsigned("2026-01-01")

test_staff_of_others if not rule.applies with input.employee as {"employer_entity": "dispatch_agency"}

test_evidence if {
	rule.evidence == {"contract_signed": false, "contract_start": "2026-01-01"} with input as unsigned("2026-01-01")
}

test_line_at_the_end_of_a_long_month if {
	late := object.union(unsigned("2026-02-28"), {"as_of": "2026-03-31"})
	rule.fires with input as late
	rule.lines == {"contract_start": "2026-03-01"} with input as late
}

test_line if rule.lines == {"contract_start": "2026-10-23"} with input as unsigned("2026-01-01")
