package risk.tax.over_withheld_test

import data.risk.tax.over_withheld as rule

vietnam := {"tax": {"div": [0, 10], "int": [5, 10], "roy": [10, 10]}}

thailand := {"tax": {"div": [10, 15], "int": [15, 15], "roy": [15, 15]}}

germany := {"tax": {"div": [26.375, 5], "div_min_own": 25, "div_else": 10, "int": [0, 10], "roy": [15.825, 10]}}

paid(country, answers) := {"presence": object.union({"form": "subsidiary", "holder": "company"}, answers), "country": country}

test_dividend_above_the_domestic_rate if rule.fires with input as paid(vietnam, {"pay_div": 0.1})

test_dividend_at_the_domestic_rate if not rule.fires with input as paid(vietnam, {"pay_div": 0})

test_dividend_at_the_lower_rate if not rule.fires with input as paid(thailand, {"pay_div": 10})

test_dividend_between_the_rates if rule.fires with input as paid(thailand, {"pay_div": 12})

test_german_dividend_from_a_quarter_on if {
	rule.fires with input as paid(germany, {"pay_div": 5.1, "own_pct": 25})
	not rule.fires with input as paid(germany, {"pay_div": 5, "own_pct": 25})
}

test_german_dividend_under_a_quarter if {
	rule.fires with input as paid(germany, {"pay_div": 10.1, "own_pct": 24.99})
	not rule.fires with input as paid(germany, {"pay_div": 10, "own_pct": 24.99})
}

test_german_dividend_above_every_rate if rule.fires with input as paid(germany, {"pay_div": 27})

test_interest_above_either_rate if rule.fires with input as paid(vietnam, {"pay_int": 5.1})

test_interest_at_the_lower_rate if not rule.fires with input as paid(vietnam, {"pay_int": 5})

test_royalty_above_either_rate if rule.fires with input as paid(germany, {"pay_roy": 10.1})

test_royalty_at_the_lower_rate if not rule.fires with input as paid(germany, {"pay_roy": 10})

test_nothing_paid if not rule.fires with input as paid(vietnam, {})

test_company_holds_a_subsidiary if rule.applies with input as paid(vietnam, {})

test_held_by_an_individual if not rule.applies with input as paid(vietnam, {"holder": "individual"})

test_branch if not rule.applies with input as paid(vietnam, {"form": "branch"})

test_country_without_treaty_rates if not rule.applies with input as paid({"employee": {}}, {})

test_evidence if {
	found := rule.evidence with input as paid(germany, {"pay_div": 6, "own_pct": 60, "pay_int": 0, "pay_roy": 0})
	found == {"pay_div": 6, "own_pct": 60, "pay_int": 0, "pay_roy": 0}
}

test_lines_are_the_lower_rates if {
	rule.lines == {"pay_div": 0, "pay_int": 5, "pay_roy": 10} with input as paid(vietnam, {"pay_div": 1, "pay_int": 6, "pay_roy": 11})
}

test_a_rate_that_was_not_passed_shows_no_line if {
	rule.lines == {"pay_div": 0} with input as paid(vietnam, {"pay_div": 0.1, "pay_int": 5, "pay_roy": 10})
}

test_line_of_a_small_german_holding if {
	rule.lines == {"pay_div": 10, "pay_int": 0, "pay_roy": 10} with input as paid(germany, {"own_pct": 24, "pay_div": 11, "pay_int": 1, "pay_roy": 11})
}

test_line_of_a_large_german_holding if {
	rule.lines == {"pay_div": 5, "pay_int": 0, "pay_roy": 10} with input as paid(germany, {"own_pct": 25, "pay_div": 6, "pay_int": 1, "pay_roy": 11})
}

test_no_dividend_line_while_the_holding_is_open if {
	rule.lines == {"pay_int": 0, "pay_roy": 10} with input as paid(germany, {"pay_div": 27, "pay_int": 1, "pay_roy": 11})
}

test_a_dividend_at_its_rate_shows_no_line if {
	rule.lines == {} with input as paid(germany, {"own_pct": 25, "pay_div": 5, "pay_int": 0, "pay_roy": 10})
	rule.lines == {} with input as paid(germany, {"own_pct": 24, "pay_div": 10})
}

test_german_dividend_between_the_rates_with_the_holding_open if not rule.fires with input as paid(germany, {"pay_div": 11})
