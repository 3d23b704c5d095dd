package risk.supply.sales_convention_test

import data.risk.supply.sales_convention as rule

with_party(party, decided) := {"company": {"counterparty_country": "DE", "cisg_decided": decided}, "derived": {"counterparty_cisg": party}}

test_not_decided if rule.fires with input as with_party(true, false)

test_decided if not rule.fires with input as with_party(true, true)

test_contracting_state if rule.applies with input as with_party(true, false)

test_other_state if not rule.applies with input as with_party(false, false)

test_evidence if {
	found := rule.evidence with input as with_party(true, false)
	found == {"counterparty_country": "DE", "counterparty_cisg": true, "cisg_decided": false}
}
