package risk.employee.subcontract_safety_test

import data.risk.employee.subcontract_safety as rule

firm(agreement, qualified) := {
	"overseas_contractor": true, "subcontract": true,
	"safety_agreement": agreement, "sub_qualified": qualified,
}

test_no_agreement if rule.fires with input.company as firm(false, true)

test_unqualified if rule.fires with input.company as firm(true, false)

test_in_order if not rule.fires with input.company as firm(true, true)

test_subcontracts if rule.applies with input.company as firm(true, true)

test_no_subcontract if not rule.applies with input.company as {"overseas_contractor": true, "subcontract": false}

test_no_contractor if not rule.applies with input.company as {"overseas_contractor": false, "subcontract": true}

test_evidence if {
	rule.evidence == {"safety_agreement": false, "sub_qualified": true} with input.company as firm(false, true)
}
