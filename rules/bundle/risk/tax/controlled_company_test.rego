package risk.tax.controlled_company_test

import data.risk.tax.controlled_company as rule

base := {
	"form": "subsidiary", "holder": "company", "own_pct": 50, "etr": 12.49, "profit": 500,
	"profit_retained": true, "retain_reason": false, "active_income": false,
	"poem1": true, "poem2": true, "poem3": true, "poem4": false,
}

company(changes) := in_country(changes, false)

in_country(changes, white) := {
	"as_of": "2026-11-23",
	"presence": object.union(base, changes),
	"country": {"tax": {"cfc_white": white}},
}

test_all_conditions_met if rule.fires with input as company({})

test_half_is_control if rule.fires with input as company({"own_pct": 50})

test_under_half if not rule.fires with input as company({"own_pct": 49.99})

test_tax_at_the_line if not rule.fires with input as company({"etr": 12.5})

test_profit_at_five_million_is_not_exempt if rule.fires with input as company({"profit": 500})

test_profit_under_five_million if not rule.fires with input as company({"profit": 499.99})

test_profit_is_distributed if not rule.fires with input as company({"profit_retained": false})

test_reason_to_keep_it if not rule.fires with input as company({"retain_reason": true})

test_active_income if not rule.fires with input as company({"active_income": true})

test_white_listed_country if not rule.fires with input as in_country({}, true)

test_controlled_subsidiary if rule.applies with input as company({})

test_white_list_does_not_change_to_whom_it_applies if rule.applies with input as in_country({}, true)

test_managed_in_china_is_another_rule if not rule.applies with input as company({"poem4": true})

test_held_by_an_individual if not rule.applies with input as company({"holder": "individual"})

test_branch if not rule.applies with input as company({"form": "branch"})

test_country_without_tax_parameters if {
	not rule.applies with input as {"presence": base, "country": {"employee": {}}}
}

test_evidence if {
	found := rule.evidence with input as company({})
	found == {"own_pct": 50, "etr": 12.49, "profit": 500, "retain_reason": false, "active_income": false}
}

test_lines if rule.lines == {"own_pct": 50, "etr": 12.5, "profit": 500} with input as company({})
