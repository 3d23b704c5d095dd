package risk.supply.brand_rights_test

import data.risk.supply.brand_rights as rule

makes(oem, authorised, brand, recorded) := {"does_oem": oem, "oem_authorised": authorised, "own_brand": brand, "ipr_recorded": recorded}

test_oem_without_authorisation if rule.fires with input.company as makes(true, false, false, false)

test_oem_authorised if not rule.fires with input.company as makes(true, true, false, false)

test_own_mark_not_recorded if rule.fires with input.company as makes(false, false, true, false)

test_own_mark_recorded if not rule.fires with input.company as makes(false, false, true, true)

test_neither if not rule.fires with input.company as makes(false, false, false, false)

test_high_for_oem if rule.severity == "high" with input.company as makes(true, false, true, false)

test_low_for_the_recordal_alone if rule.severity == "low" with input.company as makes(true, true, true, false)

test_evidence if {
	found := rule.evidence with input.company as makes(true, false, true, true)
	found == {"does_oem": true, "oem_authorised": false, "own_brand": true, "ipr_recorded": true}
}
