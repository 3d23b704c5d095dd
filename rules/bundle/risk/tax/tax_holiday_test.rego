package risk.tax.tax_holiday_test

import data.risk.tax.tax_holiday as rule

base := {"form": "subsidiary", "holder": "company", "incentive": true, "sparing": false, "dividend_in": true}

entity(changes) := object.union(base, changes)

test_relief_and_a_dividend if rule.fires with input.presence as base

test_relief_of_a_branch if rule.fires with input.presence as {"form": "branch", "incentive": true, "sparing": false}

test_no_dividend_yet if not rule.fires with input.presence as entity({"dividend_in": false})

test_tax_sparing if not rule.fires with input.presence as entity({"sparing": true})

test_no_relief if not rule.fires with input.presence as entity({"incentive": false})

test_company_holds_a_subsidiary if rule.applies with input.presence as base

test_branch_of_the_company if rule.applies with input.presence as {"form": "branch", "holder": "company"}

test_held_by_an_individual if not rule.applies with input.presence as entity({"holder": "individual"})

test_no_entity if {
	every form in ["rep_office", "none"] {
		not rule.applies with input.presence as entity({"form": form})
	}
}

test_evidence if {
	rule.evidence == {"incentive": true, "sparing": false, "dividend_in": true} with input.presence as base
}
