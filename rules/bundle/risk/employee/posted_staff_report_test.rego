package risk.employee.posted_staff_report_test

import data.risk.employee.posted_staff_report as rule

firm(day, filed) := {"as_of": day, "company": {"overseas_entity_pays": true, "posted_staff_report_filed": filed}}

test_not_filed_the_day_after if rule.fires with input as firm("2026-03-01", false)

test_last_day if not rule.fires with input as firm("2026-02-28", false)

test_leap_day if rule.fires with input as firm("2028-02-29", false)

test_filed if not rule.fires with input as firm("2026-11-23", true)

test_paid_abroad if rule.applies with input as firm("2026-11-23", true)

test_paid_at_home if not rule.applies with input.company as {"overseas_entity_pays": false}

test_evidence if {
	found := rule.evidence with input as firm("2026-11-23", false)
	found == {"overseas_entity_pays": true, "posted_staff_report_filed": false}
}
