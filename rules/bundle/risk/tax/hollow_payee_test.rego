package risk.tax.hollow_payee_test

import data.risk.tax.hollow_payee as rule

paid(paying, substance) := {"has_rpt": true, "pay_rp_roy_svc": paying, "rp_payee_substance": substance}

test_paid_to_a_shell if rule.fires with input.company as paid(true, false)

test_payee_with_substance if not rule.fires with input.company as paid(true, true)

test_nothing_paid if not rule.fires with input.company as paid(false, false)

test_related_parties if rule.applies with input.company as paid(true, false)

test_no_related_parties if not rule.applies with input.company as {"has_rpt": false}

test_evidence if {
	rule.evidence == {"pay_rp_roy_svc": true, "rp_payee_substance": false} with input.company as paid(true, false)
}
