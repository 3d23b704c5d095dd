package risk.employee.background_checks_test

import data.risk.employee.background_checks as rule

firm(fields) := object.union(
	{
		"bgcheck_done": true, "bgcheck_notice": true, "scope_contract_related": true,
		"collects_sensitive": true, "sensitive_consent": true,
	},
	fields,
)

test_in_order if not rule.fires with input.company as firm({})

test_without_notice if rule.fires with input.company as firm({"bgcheck_notice": false})

test_beyond_need if rule.fires with input.company as firm({"scope_contract_related": false})

test_sensitive_data_without_consent if rule.fires with input.company as firm({"sensitive_consent": false})

test_no_sensitive_data if {
	not rule.fires with input.company as firm({"collects_sensitive": false, "sensitive_consent": false})
}

test_checks_are_run if rule.applies with input.company as firm({})

test_no_checks if not rule.applies with input.company as {"bgcheck_done": false}

test_evidence if {
	found := rule.evidence with input.company as firm({"bgcheck_notice": false})
	found == {"bgcheck_notice": false, "scope_contract_related": true, "collects_sensitive": true, "sensitive_consent": true}
}
