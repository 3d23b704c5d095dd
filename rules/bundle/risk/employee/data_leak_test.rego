package risk.employee.data_leak_test

import data.risk.employee.data_leak as rule

controls(months, dlp, plan) := {"as_of": "2026-11-23", "company": {"log_months": months, "dlp": dlp, "breach_plan": plan}}

test_six_months_of_logs if not rule.fires with input as controls(6, true, true)

test_five_months_of_logs if rule.fires with input as controls(5, true, true)

test_nothing_limits_sending_out if rule.fires with input as controls(6, false, true)

test_no_plan_for_a_leak if rule.fires with input as controls(6, true, false)

test_evidence if {
	rule.evidence == {"log_months": 3, "dlp": true, "breach_plan": true} with input as controls(3, true, true)
}

test_no_line_that_was_not_crossed if rule.lines == {} with input as controls(6, false, true)

test_line if rule.lines == {"log_months": 6} with input as controls(3, true, true)
