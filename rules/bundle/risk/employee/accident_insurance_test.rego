package risk.employee.accident_insurance_test

import data.risk.employee.accident_insurance as rule

case(insurance, licence, insures) := {
	"company": {"labour_coop_licence": licence, "foreign_employer_insures_by_contract": insures},
	"employee": {"location_type": "abroad", "insurance": insurance},
}

test_not_insured if rule.fires with input as case([], false, false)

test_other_insurance_only if rule.fires with input as case(["medevac", "cn_work_injury"], false, false)

test_insured if not rule.fires with input as case(["medevac", "overseas_accident"], false, false)

test_foreign_employer_insures if not rule.fires with input as case([], true, true)

test_licensed_but_nothing_agreed if rule.fires with input as case([], true, false)

test_only_licensed_companies_may_leave_it_to_the_employer if rule.fires with input as case([], false, true)

test_abroad if rule.applies with input as case([], false, false)

test_at_home if not rule.applies with input.employee as {"location_type": "CN"}

test_evidence if {
	found := rule.evidence with input as case([], true, false)
	found == {"insurance": [], "labour_coop_licence": true, "foreign_employer_insures_by_contract": false}
}
