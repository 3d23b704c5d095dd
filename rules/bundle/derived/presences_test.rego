package derived.presences_test

import data.derived.presences

test_goods_and_others_together if {
	presences.rp_total == {0: 15} with input.presences as [{"rp_goods": 10, "rp_other": 5}]
}

test_nothing_while_one_is_not_answered if {
	presences.rp_total == {1: 3} with input.presences as [{"rp_goods": 10}, {"rp_goods": 1, "rp_other": 2}]
}
