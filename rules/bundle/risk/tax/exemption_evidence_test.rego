package risk.tax.exemption_evidence_test

import data.risk.tax.exemption_evidence as rule

base := {
	"form": "subsidiary", "holder": "company", "own_pct": 50, "etr": 12.49, "profit": 500,
	"profit_retained": true, "active_income": true, "exempt_evidence": false,
}

company(changes) := in_country(changes, false)

in_country(changes, white) := {
	"as_of": "2026-11-23",
	"presence": object.union(base, changes),
	"country": {"tax": {"cfc_white": white}},
}

test_active_income_without_proof if rule.fires with input as company({})

test_white_list_without_proof if rule.fires with input as in_country({"active_income": false}, true)

test_small_profit_without_proof if rule.fires with input as company({"active_income": false, "profit": 499.99})

test_five_million_claims_nothing if not rule.fires with input as company({"active_income": false, "profit": 500})

test_proof_is_kept if not rule.fires with input as company({"exempt_evidence": true})

test_tax_at_the_line if not rule.fires with input as company({"etr": 12.5})

test_profit_is_distributed if not rule.fires with input as company({"profit_retained": false})

test_half_is_control if rule.applies with input as company({})

test_under_half if not rule.applies with input as company({"own_pct": 49.99})

test_held_by_an_individual if not rule.applies with input as company({"holder": "individual"})

test_branch if not rule.applies with input as company({"form": "branch"})

test_evidence if {
	found := rule.evidence with input as company({})
	found == {"own_pct": 50, "etr": 12.49, "profit": 500, "active_income": true, "exempt_evidence": false}
}

test_lines if rule.lines == {"own_pct": 50, "etr": 12.5, "profit": 500} with input as company({"profit": 499})

test_a_profit_above_its_line_shows_none if rule.lines == {"own_pct": 50, "etr": 12.5} with input as company({"profit": 500})
