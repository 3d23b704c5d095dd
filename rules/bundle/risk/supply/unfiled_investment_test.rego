package risk.supply.unfiled_investment_test

import data.risk.supply.unfiled_investment as rule

invested(ndrc, mofcom) := {"has_odi": true, "odi_ndrc": ndrc, "odi_mofcom": mofcom}

test_one_is_missing if {
	rule.fires with input.company as invested(false, true)
	rule.fires with input.company as invested(true, false)
}

test_both_are_there if not rule.fires with input.company as invested(true, true)

test_invested_abroad if rule.applies with input.company as invested(true, true)

test_no_investment if not rule.applies with input.company as {"has_odi": false}

test_evidence if {
	found := rule.evidence with input.company as invested(true, false)
	found == {"has_odi": true, "odi_ndrc": true, "odi_mofcom": false}
}
