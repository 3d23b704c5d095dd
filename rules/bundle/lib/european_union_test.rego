package lib.european_union_test

import data.lib.european_union

test_there_are_twenty_seven if count(european_union.members) == 27

test_members if {
	every country in ["PL", "DE", "FR", "IE"] {
		european_union.member with input.presence.country as country
	}
}

test_outside if {
	every country in ["GB", "CH", "CN", "NO"] {
		not european_union.member with input.presence.country as country
	}
}
