package lib.amounts_test

import data.lib.amounts

test_equal_reaches if amounts.reaches(500000, 500000)

test_a_fen_less_does_not_reach if not amounts.reaches(499999.99, 500000)

test_noise_of_a_product_does_not_matter if {
	amounts.reaches(0.35 * 9903386380.89, 3466185233.3115)
	amounts.reaches(500000 - 0.0000001, 500000)
}

test_below if {
	amounts.below(79.99, 80)
	not amounts.below(80, 80)
}

test_above if {
	amounts.above(102.01, 102)
	not amounts.above(102, 102)
}

test_share_at_the_line if amounts.share_reaches(30, 100, 30)

test_share_is_rounded_to_six_decimals if {
	amounts.share_reaches(2999995, 10000000, 30)
	not amounts.share_reaches(2999994, 10000000, 30)
}

test_of_nothing_there_is_no_share if not amounts.share_reaches(0, 0, 5)

test_points_of_four_equal_parts if amounts.points_of(4 * (25 * 25), 100 * 100) == 2500

test_points_of_equal_parts_with_decimals if {
	amounts.points_of(4 * (100.1 * 100.1), 400.4 * 400.4) == 2500
}

test_points_are_rounded_down if {
	amounts.points_of(29389999, 100000000) == 2938
	amounts.points_of(24999, 100000) == 2499
}

test_points_of_all_and_of_none if {
	amounts.points_of(7, 7) == 10000
	amounts.points_of(0, 7) == 0
}

test_of_nothing_there_are_no_points if not amounts.points_of(0, 0)
