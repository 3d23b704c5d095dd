package risk.tax.indirect_credit_test

import data.risk.tax.indirect_credit as rule

base := {"form": "subsidiary", "holder": "company", "dividend_in": true, "min_tier_pct": 20, "chain_pct": 20, "tiers": 5}

chain(changes) := {"as_of": "2026-11-23", "company": {"ftc_claimed": true}, "presence": object.union(base, changes)}

test_at_every_line if not rule.fires with input as chain({})

test_a_tier_under_a_fifth if rule.fires with input as chain({"min_tier_pct": 19.99})

test_the_chain_under_a_fifth if rule.fires with input as chain({"min_tier_pct": 50, "chain_pct": 12.5, "tiers": 3})

test_six_tiers if rule.fires with input as chain({"tiers": 6})

test_dividends_and_a_credit if rule.applies with input as chain({})

test_no_dividends if not rule.applies with input as chain({"dividend_in": false})

test_no_credit if not rule.applies with input as object.union(chain({}), {"company": {"ftc_claimed": false}})

test_held_by_an_individual if not rule.applies with input as chain({"holder": "individual"})

test_branch if not rule.applies with input as chain({"form": "branch"})

test_evidence if rule.evidence == {"min_tier_pct": 20, "chain_pct": 20, "tiers": 5} with input as chain({})

test_lines_that_were_crossed if {
	rule.lines == {} with input as chain({})
	rule.lines == {"min_tier_pct": 20, "chain_pct": 20, "tiers": 5} with input as chain({"min_tier_pct": 19, "chain_pct": 19, "tiers": 6})
}
