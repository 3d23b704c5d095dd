package risk.supply.sensitive_investment_test

import data.risk.supply.sensitive_investment as rule

invested(sensitive, approved) := {"has_odi": true, "odi_sensitive": sensitive, "odi_approved": approved}

test_not_approved if rule.fires with input.company as invested(true, false)

test_approved if not rule.fires with input.company as invested(true, true)

test_sensitive if rule.applies with input.company as invested(true, true)

test_not_sensitive if not rule.applies with input.company as invested(false, false)

test_no_investment if not rule.applies with input.company as {"has_odi": false}

test_evidence if {
	found := rule.evidence with input.company as invested(true, false)
	found == {"has_odi": true, "odi_sensitive": true, "odi_approved": false}
}

test_sensitive_without_an_investment if not rule.applies with input.company as {"has_odi": false, "odi_sensitive": true}
