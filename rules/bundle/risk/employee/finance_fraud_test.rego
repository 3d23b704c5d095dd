package risk.employee.finance_fraud_test

import data.risk.employee.finance_fraud as rule

guard(verified, months) := {
	"as_of": "2026-11-23",
	"company": {"callback_verify": verified, "antifraud_training_months_ago": months},
}

test_trained_six_months_ago if not rule.fires with input as guard(true, 6)

test_trained_seven_months_ago if rule.fires with input as guard(true, 7)

test_no_second_check if rule.fires with input as guard(false, 0)

test_evidence if {
	rule.evidence == {"callback_verify": false, "antifraud_training_months_ago": 2} with input as guard(false, 2)
}

test_no_line_that_was_not_crossed if rule.lines == {} with input as guard(false, 6)

test_line if rule.lines == {"antifraud_training_months_ago": 6} with input as guard(true, 7)
