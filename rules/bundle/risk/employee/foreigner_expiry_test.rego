package risk.employee.foreigner_expiry_test

import data.risk.employee.foreigner_expiry as rule

person(residence, work) := {
	"as_of": "2026-11-23",
	"employee": {"nationality": "IN", "location_type": "CN", "cn_residence_expiry": residence, "cn_work_permit_expiry": work},
}

test_60_days if {
	rule.fires with input as person("2027-01-22", "2028-01-01")
	rule.fires with input as person("2028-01-01", "2027-01-22")
}

test_61_days if not rule.fires with input as person("2027-01-23", "2027-01-23")

test_30_days_are_in_time if rule.severity == "medium" with input as person("2026-12-23", "2028-01-01")

test_29_days_are_too_late if {
	rule.severity == "high" with input as person("2026-12-22", "2028-01-01")
	rule.severity == "high" with input as person("2028-01-01", "2026-12-22")
}

test_valid_on_the_last_day if rule.severity == "high" with input as person("2026-11-23", "2028-01-01")

test_ended_yesterday if {
	rule.severity == "critical" with input as person("2026-11-22", "2028-01-01")
	rule.severity == "critical" with input as person("2028-01-01", "2026-11-22")
}

test_one_date_is_enough if {
	rule.fires with input as {"as_of": "2026-11-23", "employee": {"cn_residence_expiry": "2026-12-15"}}
	rule.fires with input as {"as_of": "2026-11-23", "employee": {"cn_work_permit_expiry": "2026-12-15"}}
}

test_foreigner_in_china if rule.applies with input as person("2028-01-01", "2028-01-01")

test_others if {
	not rule.applies with input as object.union(person("2020-01-01", "2020-01-01"), {"employee": {"nationality": "CN"}})
	not rule.applies with input as object.union(person("2020-01-01", "2020-01-01"), {"employee": {"location_type": "abroad"}})
}

test_evidence if {
	found := rule.evidence with input as person("2026-12-15", "2027-03-01")
	found == {"cn_residence_expiry": "2026-12-15", "cn_work_permit_expiry": "2027-03-01"}
}

test_work_permit_valid_on_its_last_day if rule.severity == "high" with input as person("2028-01-01", "2026-11-23")

test_work_permit_with_30_days_left if rule.severity == "medium" with input as person("2028-01-01", "2026-12-23")
