package risk.employee.student_intern_test

import data.risk.employee.student_intern as rule

person(fields) := object.union(
	{
		"nationality": "FR", "location_type": "CN", "contract_type": "service",
		"cn_residence_permit_type": "study", "study_annotated": false,
	},
	fields,
)

test_not_annotated if rule.fires with input.employee as person({})

test_annotated if not rule.fires with input.employee as person({"study_annotated": true})

test_working_student if rule.applies with input.employee as person({})

test_others if {
	every fields in [
		{"cn_residence_permit_type": "work"}, {"cn_residence_permit_type": "private"}, {"cn_residence_permit_type": "none"},
		{"contract_type": "none"}, {"location_type": "abroad"}, {"left_at": "2026-11-01T18:00:00"}, {"nationality": "CN"},
	] {
		not rule.applies with input.employee as person(fields)
	}
}

test_evidence if {
	found := rule.evidence with input.employee as person({})
	found == {"cn_residence_permit_type": "study", "study_annotated": false}
}
