package risk.employee.passport_validity_test

import data.risk.employee.passport_validity as rule

abroad(expiry) := {"as_of": "2026-11-23", "employee": {"location_type": "abroad", "passport_expiry": expiry}}

test_under_a_year if rule.fires with input as abroad("2027-11-22")

test_a_year_to_the_day if not rule.fires with input as abroad("2027-11-23")

test_expired_yesterday if rule.severity == "critical" with input as abroad("2026-11-22")

test_valid_on_its_last_day if rule.severity == "high" with input as abroad("2026-11-23")

test_under_180_days if rule.severity == "high" with input as abroad("2027-05-21")

test_180_days_left if rule.severity == "low" with input as abroad("2027-05-22")

test_abroad if rule.applies with input as abroad("2027-01-01")

test_about_to_leave if rule.applies with input.employee as {"location_type": "CN", "planned_departure": "2027-01-01"}

test_at_home if not rule.applies with input.employee as {"location_type": "CN"}

test_evidence if rule.evidence == {"passport_expiry": "2027-01-01"} with input as abroad("2027-01-01")

test_line if rule.lines == {"passport_expiry": "2027-05-22"} with input as abroad("2027-01-01")

test_line_of_an_early_reminder if rule.lines == {"passport_expiry": "2027-11-23"} with input as abroad("2027-07-01")

test_line_with_180_days_left if rule.lines == {"passport_expiry": "2027-11-23"} with input as abroad("2027-05-22")
