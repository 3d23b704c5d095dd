package risk.employee.contract_filing_test

import data.risk.employee.contract_filing as rule

filed(bureau, embassy) := {"labour_coop_licence": true, "filed_within_10wd": bureau, "embassy_informed": embassy}

test_not_filed if rule.fires with input.company as filed(false, true)

test_embassy_not_told if rule.fires with input.company as filed(true, false)

test_both_done if not rule.fires with input.company as filed(true, true)

test_licensed if rule.applies with input.company as filed(true, true)

test_not_licensed if not rule.applies with input.company as {"labour_coop_licence": false}

test_evidence if {
	rule.evidence == {"filed_within_10wd": false, "embassy_informed": true} with input.company as filed(false, true)
}
