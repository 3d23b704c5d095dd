package risk.employee.foreigner_tax_insurance_test

import data.risk.employee.foreigner_tax_insurance as rule

person(days, resident, insured, exempt) := {
	"as_of": "2026-11-23",
	"employee": {
		"nationality": "DE", "location_type": "CN", "contract_type": "labour_contract",
		"days_in_china_ytd": days, "resident_tax_treatment": resident,
		"social_ins_cn": insured, "si_treaty_exempt": exempt,
	},
}

test_183_days if rule.fires with input as person(183, false, true, false)

test_182_days if not rule.fires with input as person(182, false, true, false)

test_taxed_as_a_resident if not rule.fires with input as person(300, true, true, false)

test_not_insured if rule.fires with input as person(10, false, false, false)

test_exempt_by_treaty if not rule.fires with input as person(10, false, false, true)

test_foreigner_employed_here if rule.applies with input as person(10, false, true, false)

test_chinese_national if {
	not rule.applies with input as object.union(person(300, false, false, false), {"employee": {"nationality": "CN"}})
}

test_evidence if {
	found := rule.evidence with input as person(200, false, true, false)
	found == {"days_in_china_ytd": 200, "resident_tax_treatment": false, "social_ins_cn": true, "si_treaty_exempt": false}
}

test_line if {
	rule.lines == {"days_in_china_ytd": 183} with input as person(200, false, true, false)
	rule.lines == {} with input as person(10, false, false, false)
}
