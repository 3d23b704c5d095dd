package risk.employee.withheld_passport_test

import data.risk.employee.withheld_passport as rule

test_taken_away if rule.fires with input.employee as {"passport_held_by": "company_forced"}

test_kept_by_the_holder_or_with_consent if {
	every holder in ["self", "company_with_consent"] {
		not rule.fires with input.employee as {"passport_held_by": holder}
	}
}

test_evidence if {
	rule.evidence == {"passport_held_by": "company_forced"} with input.employee as {"passport_held_by": "company_forced"}
}
