package risk.supply.customs_credit_test

import data.risk.supply.customs_credit as rule

graded(grade, penalties) := {"customs_grade": grade, "customs_penalty_12m": penalties}

test_dishonest if {
	every grade in ["dishonest", "serious_dishonest"] {
		rule.fires with input.company as graded(grade, 0)
		rule.severity == "high" with input.company as graded(grade, 0)
	}
}

test_other_grades if {
	every grade in ["adv_certified", "certified", "regular", "na"] {
		not rule.fires with input.company as graded(grade, 0)
	}
}

test_a_penalty if rule.fires with input.company as graded("certified", 1)

test_medium_for_a_penalty if rule.severity == "medium" with input.company as graded("certified", 1)

test_evidence if {
	found := rule.evidence with input.company as graded("regular", 1)
	found == {"customs_grade": "regular", "customs_penalty_12m": 1}
}
