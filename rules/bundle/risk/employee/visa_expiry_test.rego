package risk.employee.visa_expiry_test

import data.risk.employee.visa_expiry as rule

abroad(expiry) := {"as_of": "2026-11-23", "employee": {"location_type": "abroad", "visa_expiry": expiry}}

test_60_days_left if rule.fires with input as abroad("2027-01-22")

test_61_days_left if not rule.fires with input as abroad("2027-01-23")

test_expired_yesterday if rule.severity == "critical" with input as abroad("2026-11-22")

test_valid_on_its_last_day if rule.severity == "high" with input as abroad("2026-11-23")

test_30_days_left if rule.severity == "high" with input as abroad("2026-12-23")

test_31_days_left if rule.severity == "medium" with input as abroad("2026-12-24")

test_abroad if rule.applies with input as abroad("2027-01-01")

test_at_home if not rule.applies with input.employee as {"location_type": "CN"}

test_evidence if rule.evidence == {"visa_expiry": "2027-01-01"} with input as abroad("2027-01-01")

test_line if rule.lines == {"visa_expiry": "2027-01-22"} with input as abroad("2027-01-01")
