package risk.employee.posting_terms_test

import data.risk.employee.posting_terms as rule

posted(fields) := object.union({"location_type": "abroad", "contract_type": "labour_contract", "posting_addendum": false}, fields)

test_no_addendum if rule.fires with input.employee as posted({})

test_addendum_signed if not rule.fires with input.employee as posted({"posting_addendum": true})

test_posted_under_a_labour_contract if rule.applies with input.employee as posted({})

test_other_contracts if {
	every contract in ["local_contract", "dual", "dispatch", "service", "outsourced", "none"] {
		not rule.applies with input.employee as posted({"contract_type": contract})
	}
}

test_at_home if not rule.applies with input.employee as posted({"location_type": "CN"})

test_evidence if {
	rule.evidence == {"posting_addendum": false, "contract_type": "labour_contract"} with input.employee as posted({})
}
