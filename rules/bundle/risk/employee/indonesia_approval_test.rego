package risk.employee.indonesia_approval_test

import data.risk.employee.indonesia_approval as rule

firm(approved, paid, companion) := {
	"company": {"rptka": approved, "dkp_paid": paid, "companion": companion},
	"derived": {"indonesia_work_staff": true},
}

test_no_approval if rule.fires with input as firm(false, true, true)

test_levy_not_paid if rule.fires with input as firm(true, false, true)

test_no_companion if rule.fires with input as firm(true, true, false)

test_in_order if not rule.fires with input as firm(true, true, true)

test_somebody_works_there if rule.applies with input as firm(true, true, true)

test_nobody_works_there if not rule.applies with input.derived as {"indonesia_work_staff": false}

test_evidence if {
	rule.evidence == {"rptka": true, "dkp_paid": false, "companion": true} with input as firm(true, false, true)
}
