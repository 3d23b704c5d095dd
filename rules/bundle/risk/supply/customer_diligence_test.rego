package risk.supply.customer_diligence_test

import data.risk.supply.customer_diligence as rule

supplied(lksg, csddd, code) := {"lksg_customer": lksg, "csddd_customer": csddd, "supplier_code": code}

test_a_german_customer if rule.fires with input.company as supplied(true, false, false)

test_a_customer_of_the_directive if rule.fires with input.company as supplied(false, true, false)

test_no_such_customer if not rule.fires with input.company as supplied(false, false, false)

test_a_code_in_place if not rule.fires with input.company as supplied(true, true, true)

test_evidence if {
	found := rule.evidence with input.company as supplied(true, false, false)
	found == {"lksg_customer": true, "csddd_customer": false, "supplier_code": false}
}
