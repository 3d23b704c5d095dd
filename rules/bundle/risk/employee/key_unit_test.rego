package risk.employee.key_unit_test

import data.risk.employee.key_unit as rule

unit(fields) := object.union({"key_unit": true, "key_filed": true, "key_plan_drilled": true, "tech_protection": true}, fields)

test_each_gap if {
	every gap in ["key_filed", "key_plan_drilled", "tech_protection"] {
		rule.fires with input.company as unit({gap: false})
	}
}

test_in_order if not rule.fires with input.company as unit({})

test_key_unit if rule.applies with input.company as unit({})

test_no_key_unit if not rule.applies with input.company as {"key_unit": false}

test_evidence if {
	found := rule.evidence with input.company as unit({"key_filed": false})
	found == {"key_filed": false, "key_plan_drilled": true, "tech_protection": true}
}
