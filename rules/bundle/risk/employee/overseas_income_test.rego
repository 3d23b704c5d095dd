package risk.employee.overseas_income_test

import data.risk.employee.overseas_income as rule

person(day, filed) := {
	"as_of": day,
	"employee": {"nationality": "CN", "location_type": "abroad", "overseas_pay_last_year": true, "tax_filed_overseas_income": filed},
}

test_not_declared if rule.fires with input as person("2026-11-23", "no")

test_declared_or_nothing_to_declare if {
	every filed in ["yes", "na"] {
		not rule.fires with input as person("2026-11-23", filed)
	}
}

test_last_day if not rule.applies with input as person("2026-06-30", "no")

test_the_day_after if rule.applies with input as person("2026-07-01", "no")

test_others if {
	every fields in [{"nationality": "DE"}, {"location_type": "CN"}, {"overseas_pay_last_year": false}] {
		not rule.applies with input as object.union(person("2026-11-23", "no"), {"employee": fields})
	}
}

test_evidence if {
	found := rule.evidence with input as person("2026-11-23", "no")
	found == {"tax_filed_overseas_income": "no", "overseas_pay_last_year": true}
}
