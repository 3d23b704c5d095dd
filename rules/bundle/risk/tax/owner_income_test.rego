package risk.tax.owner_income_test

import data.risk.tax.owner_income as rule

test_not_declared if rule.fires with input.company as {"owner_declared": false}

test_declared if not rule.fires with input.company as {"owner_declared": true}

test_owner_with_accounts_abroad if rule.applies with input.company as {"owner_offshore_acct": true}

test_nothing_abroad if not rule.applies with input.company as {"owner_offshore_acct": false}

test_evidence if {
	found := rule.evidence with input.company as {"owner_offshore_acct": true, "owner_declared": false}
	found == {"owner_offshore_acct": true, "owner_declared": false}
}
