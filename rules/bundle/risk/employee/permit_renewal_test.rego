package risk.employee.permit_renewal_test

import data.risk.employee.permit_renewal as rule

holder(expiry) := {
	"as_of": "2026-11-23",
	"employee": {"work_permit_status": "held", "work_permit_expiry": expiry, "post_country": "VN"},
	"country": {"employee": {"renew_lead_days": 45}},
}

at_home(expiry) := {"as_of": "2026-11-23", "employee": {"work_permit_status": "held", "work_permit_expiry": expiry}}

test_30_days_before_the_window if rule.fires with input as holder("2027-02-06")

test_a_day_earlier if not rule.fires with input as holder("2027-02-07")

test_last_day_before_the_window if rule.severity == "medium" with input as holder("2027-01-08")

test_first_day_of_the_window if rule.severity == "high" with input as holder("2027-01-07")

test_valid_on_its_last_day if rule.severity == "high" with input as holder("2026-11-23")

test_expired_yesterday if {
	rule.fires with input as holder("2026-11-22")
	rule.severity == "critical" with input as holder("2026-11-22")
}

test_country_without_a_lead if {
	not rule.fires with input as object.union(holder("2026-12-01"), {"country": {"employee": {"renew_lead_days": null}}})
	rule.fires with input as object.union(holder("2026-11-22"), {"country": {"employee": {"renew_lead_days": null}}})
}

test_no_host_country if {
	not rule.fires with input as at_home("2026-11-23")
	rule.fires with input as at_home("2026-11-22")
}

test_permit_held if rule.applies with input as holder("2027-01-01")

test_no_permit_held if {
	every status in ["applied", "exempt", "none"] {
		not rule.applies with input.employee as {"work_permit_status": status}
	}
}

test_evidence if {
	rule.evidence == {"work_permit_expiry": "2027-01-01", "post_country": "VN"} with input as holder("2027-01-01")
}

test_line if rule.lines == {"work_permit_expiry": "2027-02-06"} with input as holder("2027-01-01")
