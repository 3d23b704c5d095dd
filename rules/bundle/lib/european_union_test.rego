package lib.european_union_test

import data.lib.european_union

test_there_are_twenty_seven if count(european_union.members) == 27

test_member_of_the_table if {
	european_union.member with input as {"presence": {"country": "PL"}, "country": {"tax": {"ccy": "PLN"}}}
}

test_member_that_the_table_lacks if {
	not european_union.member with input as {"presence": {"country": "FR"}, "country": {"employee": {}}}
}

test_outside if {
	every country in ["GB", "CH", "CN"] {
		not european_union.member with input as {"presence": {"country": country}, "country": {"tax": {"ccy": "GBP"}}}
	}
}
