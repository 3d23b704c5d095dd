package risk.tax.individual_company_test

import data.risk.tax.individual_company as rule

base := {"form": "subsidiary", "holder": "individual", "own_pct": 50, "etr": 12.49, "profit_retained": true, "retain_reason": false}

held(changes) := {"as_of": "2026-11-23", "presence": object.union(base, changes)}

test_half_at_low_tax_kept_without_reason if rule.fires with input as held({})

test_under_half if not rule.fires with input as held({"own_pct": 49.99})

test_tax_at_the_line if not rule.fires with input as held({"etr": 12.5})

test_profit_is_distributed if not rule.fires with input as held({"profit_retained": false})

test_reason_to_keep_it if not rule.fires with input as held({"retain_reason": true})

test_held_by_an_individual if rule.applies with input as held({})

test_held_by_the_company if not rule.applies with input as held({"holder": "company"})

test_branch if not rule.applies with input as held({"form": "branch"})

test_evidence if {
	rule.evidence == {"own_pct": 50, "etr": 12.49, "profit_retained": true, "retain_reason": false} with input as held({})
}

test_lines if rule.lines == {"own_pct": 50, "etr": 12.5} with input as held({})
