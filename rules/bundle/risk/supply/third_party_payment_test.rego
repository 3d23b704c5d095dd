package risk.supply.third_party_payment_test

import data.risk.supply.third_party_payment as rule

paid(said, listed) := {"company": {"third_party_payment": said}, "derived": {"payee_differs": listed}}

test_said_by_the_company if rule.fires with input as paid(true, false)

test_a_row_of_the_list if rule.fires with input as paid(false, true)

test_neither if not rule.fires with input as paid(false, false)

test_evidence if {
	found := rule.evidence with input as paid(false, true)
	found == {"third_party_payment": false, "payee_differs": true}
}
