package risk.supply.credit_insurance_test

import data.risk.supply.credit_insurance as rule

insured(has, process) := {"has_eci": has, "eci_process": process}

test_no_process if rule.fires with input.company as insured(true, false)

test_a_process if not rule.fires with input.company as insured(true, true)

test_insured if rule.applies with input.company as insured(true, true)

test_not_insured if not rule.applies with input.company as {"has_eci": false}

test_evidence if {
	found := rule.evidence with input.company as insured(true, false)
	found == {"has_eci": true, "eci_process": false}
}
