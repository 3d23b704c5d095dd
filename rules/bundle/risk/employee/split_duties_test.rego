package risk.employee.split_duties_test

import data.risk.employee.split_duties as rule

money(split, reconciled) := {"duty_split": split, "monthly_recon": reconciled}

test_split_and_reconciled if not rule.fires with input.company as money(true, true)

test_not_split if rule.fires with input.company as money(false, true)

test_not_reconciled if rule.fires with input.company as money(true, false)

test_evidence if {
	rule.evidence == {"duty_split": false, "monthly_recon": true} with input.company as money(false, true)
}
