package risk.employee.new_h1b_test

import data.risk.employee.new_h1b as rule

plan(planned, day) := {"as_of": day, "company": {"new_h1b_planned": planned}}

test_planned if rule.fires with input as plan(true, "2026-06-01")

test_not_planned if not rule.fires with input as plan(false, "2026-06-01")

test_last_day_of_the_twelve_months if not rule.manual with input as plan(true, "2026-09-21")

test_a_person_looks_afterwards if rule.manual with input as plan(true, "2026-09-22")

test_evidence if rule.evidence == {"new_h1b_planned": true} with input as plan(true, "2026-06-01")
