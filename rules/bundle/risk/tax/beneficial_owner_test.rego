package risk.tax.beneficial_owner_test

import data.risk.tax.beneficial_owner as rule

base := {"treaty_claimed_payee": true, "payee_safe_harbour": false, "payee_onward_pct": 0, "payee_active": true}

payee(changes) := {"as_of": "2026-11-23", "company": object.union(base, changes)}

test_half_is_passed_on if rule.fires with input as payee({"payee_onward_pct": 50})

test_less_than_half_is_passed_on if not rule.fires with input as payee({"payee_onward_pct": 49.99})

test_no_real_business if rule.fires with input as payee({"payee_active": false})

test_safe_harbour if {
	not rule.fires with input as payee({"payee_safe_harbour": true, "payee_onward_pct": 100, "payee_active": false})
}

test_treaty_rate if rule.applies with input as payee({})

test_domestic_rate if not rule.applies with input as payee({"treaty_claimed_payee": false})

test_evidence if {
	rule.evidence == {"payee_safe_harbour": false, "payee_onward_pct": 0, "payee_active": true} with input as payee({})
}

test_line_only_when_crossed if {
	rule.lines == {"payee_onward_pct": 50} with input as payee({"payee_onward_pct": 60})
	rule.lines == {} with input as payee({})
}

test_line_at_half if rule.lines == {"payee_onward_pct": 50} with input as payee({"payee_onward_pct": 50})
