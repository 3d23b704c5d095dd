package risk.supply.late_payment_test

import data.risk.supply.late_payment as rule

pays(days, clause) := {"as_of": "2026-11-23", "company": {"company_size": "large", "sme_pay_days": days, "back_to_back_clause": clause}}

test_after_sixty_days if rule.fires with input as pays(61, false)

test_within_sixty_days if not rule.fires with input as pays(60, false)

test_pay_when_paid if rule.fires with input as pays(30, true)

test_large if rule.applies with input as pays(1, false)

test_smaller if {
	every size in ["micro", "small", "medium"] {
		not rule.applies with input.company as {"company_size": size}
	}
}

test_evidence if {
	found := rule.evidence with input as pays(90, true)
	found == {"sme_pay_days": 90, "back_to_back_clause": true}
}

test_line_only_when_late if {
	rule.lines == {"sme_pay_days": 60} with input as pays(90, false)
	rule.lines == {} with input as pays(60, true)
}
