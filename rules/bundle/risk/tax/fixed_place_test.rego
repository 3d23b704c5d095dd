package risk.tax.fixed_place_test

import data.risk.tax.fixed_place as rule

place(fixed, auxiliary, handled) := {"fixed_place": fixed, "aux_only": auxiliary, "pe_handled": handled}

test_business_at_a_fixed_place if rule.fires with input.presence as place(true, false, false)

test_no_fixed_place if not rule.fires with input.presence as place(false, false, false)

test_auxiliary_only if not rule.fires with input.presence as place(true, true, false)

test_registered_or_advised if not rule.fires with input.presence as place(true, false, true)

test_without_a_local_company if {
	every form in ["none", "rep_office"] {
		rule.applies with input.presence as {"form": form}
	}
}

test_with_a_local_company if {
	every form in ["subsidiary", "branch"] {
		not rule.applies with input.presence as {"form": form}
	}
}

test_evidence if {
	rule.evidence == {"fixed_place": true, "aux_only": false, "pe_handled": false} with input.presence as place(true, false, false)
}
