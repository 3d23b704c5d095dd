package risk.employee.malaysia_salary_test

import data.risk.employee.malaysia_salary as rule

holder(category, salary, manufacturer) := {
	"as_of": "2026-11-23",
	"company": {"sector_mfg": manufacturer},
	"employee": {"post_country": "MY", "application_date": "2026-06-01", "ep_category": category, "base_salary_local": salary},
}

test_category_one if {
	rule.fires with input as holder("I", 19999.99, false)
	not rule.fires with input as holder("I", 20000, false)
}

test_category_two if {
	rule.fires with input as holder("II", 9999, true)
	not rule.fires with input as holder("II", 10000, true)
}

test_category_three_in_manufacturing if {
	rule.fires with input as holder("III", 6999, true)
	not rule.fires with input as holder("III", 7000, true)
}

test_category_three_elsewhere if {
	rule.fires with input as holder("III", 4999, false)
	not rule.fires with input as holder("III", 5000, false)
}

test_applied_on_the_first_day if rule.applies with input as holder("I", 1, false)

test_applied_a_day_earlier if {
	not rule.applies with input as object.union(holder("I", 1, false), {"employee": {"application_date": "2026-05-31"}})
}

test_elsewhere if not rule.applies with input as object.union(holder("I", 1, false), {"employee": {"post_country": "SG"}})

test_evidence if {
	found := rule.evidence with input as holder("II", 9000, true)
	found == {"ep_category": "II", "base_salary_local": 9000, "application_date": "2026-06-01"}
}

test_line if rule.lines == {"base_salary_local": 7000} with input as holder("III", 6000, true)
