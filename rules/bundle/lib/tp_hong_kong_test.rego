package lib.tp_hong_kong_test

import data.lib.tp_hong_kong

large(revenue, assets, staff) if {
	tp_hong_kong.large with input as {
		"as_of": "2026-11-23",
		"presence": {"rev": revenue, "assets": assets, "staff": staff},
	}
}

test_two_of_three_above if {
	large(400000001, 300000001, 100)
	large(400000001, 300000000, 101)
	large(400000000, 300000001, 101)
}

test_all_three_above if large(400000001, 300000001, 101)

test_one_of_three_above if {
	not large(400000001, 300000000, 100)
	not large(400000000, 300000001, 100)
	not large(400000000, 300000000, 101)
}

test_at_every_limit if not large(400000000, 300000000, 100)
