package risk.employee.domestic_insurance_test

import data.risk.employee.domestic_insurance as rule

person(start, insured) := {
	"as_of": "2026-11-23",
	"employee": {"employer_entity": "CN_parent", "contract_start": start, "social_ins_cn": insured},
}

test_not_insured if rule.fires with input as person("2026-01-01", false)

test_insured if not rule.fires with input as person("2026-01-01", true)

test_31_days if rule.applies with input as person("2026-10-23", false)

test_30_days if not rule.applies with input as person("2026-10-24", false)

test_staff_of_others if {
	every entity in ["overseas_sub", "dispatch_agency", "labour_coop_co", "contractor_sub"] {
		not rule.applies with input as object.union(person("2026-01-01", false), {"employee": {"employer_entity": entity}})
	}
}

test_evidence if {
	rule.evidence == {"social_ins_cn": false, "contract_start": "2026-01-01"} with input as person("2026-01-01", false)
}

test_line if rule.lines == {"contract_start": "2026-10-24"} with input as person("2026-01-01", false)
