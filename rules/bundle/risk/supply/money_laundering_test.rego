package risk.supply.money_laundering_test

import data.risk.supply.money_laundering as rule

pays(checked, cash) := {"aml_list_check": checked, "cash_crypto_used": cash}

test_not_checked if rule.fires with input.company as pays(false, false)

test_cash_or_crypto if rule.fires with input.company as pays(true, true)

test_neither if not rule.fires with input.company as pays(true, false)

test_high_for_cash_or_crypto if rule.severity == "high" with input.company as pays(false, true)

test_medium_for_the_lists if rule.severity == "medium" with input.company as pays(false, false)

test_evidence if {
	found := rule.evidence with input.company as pays(false, true)
	found == {"aml_list_check": false, "cash_crypto_used": true}
}
