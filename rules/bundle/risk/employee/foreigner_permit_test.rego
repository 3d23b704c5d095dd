package risk.employee.foreigner_permit_test

import data.risk.employee.foreigner_permit as rule

person(fields) := object.union(
	{
		"nationality": "FR", "location_type": "CN", "contract_type": "labour_contract", "permanent_resident": false,
		"cn_work_permit": true, "cn_residence_permit_type": "work",
	},
	fields,
)

test_in_order if not rule.fires with input.employee as person({})

test_no_work_permit if rule.fires with input.employee as person({"cn_work_permit": false})

test_other_residence_permits if {
	every kind in ["study", "private", "none"] {
		rule.fires with input.employee as person({"cn_residence_permit_type": kind})
	}
}

test_foreigner_employed_here if rule.applies with input.employee as person({})

test_permanent_resident if not rule.applies with input.employee as person({"permanent_resident": true})

test_annotated_student if {
	not rule.applies with input.employee as person({"cn_residence_permit_type": "study", "study_annotated": true})
}

test_student_without_annotation if {
	rule.applies with input.employee as person({"cn_residence_permit_type": "study", "study_annotated": false})
}

test_not_employed_here if {
	every fields in [{"nationality": "CN"}, {"location_type": "abroad"}, {"contract_type": "none"}, {"left_at": "2026-11-01T18:00:00"}] {
		not rule.applies with input.employee as person(fields)
	}
}

test_evidence if {
	rule.evidence == {"cn_work_permit": true, "cn_residence_permit_type": "work"} with input.employee as person({})
	found := rule.evidence with input.employee as person({"cn_residence_permit_type": "study", "study_annotated": false})
	found == {"cn_work_permit": true, "cn_residence_permit_type": "study", "study_annotated": false}
}

test_annotation_counts_for_a_student_only if {
	rule.applies with input.employee as person({"cn_residence_permit_type": "private", "study_annotated": true})
}
