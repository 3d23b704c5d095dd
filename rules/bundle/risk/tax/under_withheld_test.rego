package risk.tax.under_withheld_test

import data.risk.tax.under_withheld as rule

thailand := {"tax": {"div": [10, 15], "int": [15, 15], "roy": [15, 15]}}

saudi_arabia := {"tax": {"div": [5, 5], "int": [5, 10], "roy": [15, 10]}}

germany := {"tax": {"div": [26.375, 5], "div_min_own": 25, "div_else": 10, "int": [0, 10], "roy": [15.825, 10]}}

paid(country, answers) := {"presence": object.union({"form": "subsidiary", "holder": "company"}, answers), "country": country}

test_dividend_under_the_lower_rate if rule.fires with input as paid(thailand, {"pay_div": 9.9})

test_dividend_at_the_lower_rate if not rule.fires with input as paid(thailand, {"pay_div": 10})

test_dividend_over_the_domestic_rate if not rule.fires with input as paid(saudi_arabia, {"pay_div": 6})

test_german_dividend_from_a_quarter_on if {
	rule.fires with input as paid(germany, {"pay_div": 4.9, "own_pct": 25})
	not rule.fires with input as paid(germany, {"pay_div": 5, "own_pct": 25})
}

test_german_dividend_under_a_quarter if {
	rule.fires with input as paid(germany, {"pay_div": 9.9, "own_pct": 24.99})
	not rule.fires with input as paid(germany, {"pay_div": 10, "own_pct": 24.99})
}

test_german_dividend_under_every_rate_with_the_holding_open if {
	rule.fires with input as paid(germany, {"pay_div": 4.9})
	not rule.fires with input as paid(germany, {"pay_div": 5})
}

test_interest_under_both_rates if rule.fires with input as paid(saudi_arabia, {"pay_int": 4.9})

test_interest_at_the_lower_rate if not rule.fires with input as paid(saudi_arabia, {"pay_int": 5})

test_no_interest_rate_at_home if not rule.fires with input as paid(germany, {"pay_int": 0})

test_royalty_under_both_rates if rule.fires with input as paid(saudi_arabia, {"pay_roy": 9.9})

test_royalty_at_the_lower_rate if not rule.fires with input as paid(saudi_arabia, {"pay_roy": 10})

test_nothing_paid if not rule.fires with input as paid(thailand, {})

test_company_holds_a_subsidiary if rule.applies with input as paid(thailand, {})

test_held_by_an_individual if not rule.applies with input as paid(thailand, {"holder": "individual"})

test_branch if not rule.applies with input as paid(thailand, {"form": "branch"})

test_country_without_treaty_rates if not rule.applies with input as paid({"employee": {}}, {})

test_evidence if {
	found := rule.evidence with input as paid(thailand, {"pay_div": 0, "own_pct": 60, "pay_int": 1, "pay_roy": 2})
	found == {"pay_div": 0, "own_pct": 60, "pay_int": 1, "pay_roy": 2}
}

test_lines_are_the_lower_rates if {
	rule.lines == {"pay_div": 5, "pay_int": 5, "pay_roy": 10} with input as paid(saudi_arabia, {"pay_div": 4, "pay_int": 4, "pay_roy": 4})
}

test_a_rate_that_was_kept_shows_no_line if {
	rule.lines == {} with input as paid(saudi_arabia, {"pay_div": 5, "pay_int": 5, "pay_roy": 10})
}

# No country of the table is like these two: a rate at home below the one for small holdings, and the other way round.
cheap_at_home := {"tax": {"div": [8, 5], "div_min_own": 25, "div_else": 10}}

cheap_treaty := {"tax": {"div": [26, 5], "div_min_own": 25, "div_else": 3}}

test_small_holding_at_the_rate_at_home if {
	not rule.fires with input as paid(cheap_at_home, {"pay_div": 8, "own_pct": 24.99})
	rule.fires with input as paid(cheap_at_home, {"pay_div": 7.9, "own_pct": 24.99})
}

test_holding_open_at_the_rate_of_small_ones if {
	not rule.fires with input as paid(cheap_treaty, {"pay_div": 3})
	rule.fires with input as paid(cheap_treaty, {"pay_div": 2.9})
}
