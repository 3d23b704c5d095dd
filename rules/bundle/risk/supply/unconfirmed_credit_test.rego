package risk.supply.unconfirmed_credit_test

import data.risk.supply.unconfirmed_credit as rule

issued(weak, confirmed) := {"issuing_bank_weak": weak, "lc_confirmed": confirmed}

test_not_confirmed if rule.fires with input.company as issued(true, false)

test_confirmed if not rule.fires with input.company as issued(true, true)

test_weak_bank if rule.applies with input.company as issued(true, true)

test_sound_bank if not rule.applies with input.company as {"issuing_bank_weak": false}

test_evidence if {
	found := rule.evidence with input.company as issued(true, false)
	found == {"issuing_bank_weak": true, "lc_confirmed": false}
}
