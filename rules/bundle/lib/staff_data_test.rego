package lib.staff_data_test

import data.lib.staff_data

firm(people, sensitive, critical) := {
	"as_of": "2026-11-23",
	"company": {"pi_count": people, "spi_count": sensitive, "is_ciio": critical},
}

test_assessment if {
	staff_data.assessment_due with input as firm(1000000, 0, false)
	staff_data.assessment_due with input as firm(1, 10000, false)
	staff_data.assessment_due with input as firm(1, 0, true)
	not staff_data.assessment_due with input as firm(999999, 9999, false)
}

test_contract if {
	staff_data.contract_due with input as firm(100000, 0, false)
	staff_data.contract_due with input as firm(1, 1, false)
	not staff_data.contract_due with input as firm(99999, 0, false)
}
