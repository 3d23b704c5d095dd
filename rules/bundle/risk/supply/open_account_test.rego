package risk.supply.open_account_test

import data.risk.supply.open_account as rule

sold(share, days, buyer) := {
	"as_of": "2026-11-23",
	"company": {"oa_uninsured_ratio": share, "oa_days": days, "single_buyer_uninsured_ratio": buyer},
}

test_share_and_term_at_their_lines if rule.fires with input as sold(0.3, 60, 0)

test_under_thirty_percent if not rule.fires with input as sold(0.29, 90, 0)

test_under_sixty_days if not rule.fires with input as sold(0.9, 59, 0)

test_single_buyer_at_the_line if rule.fires with input as sold(0, 0, 0.2)

test_single_buyer_under_the_line if not rule.fires with input as sold(0, 0, 0.19)

test_medium_under_both_upper_lines if rule.severity == "medium" with input as sold(0.49, 90, 0.29)

test_high_from_half if rule.severity == "high" with input as sold(0.5, 90, 0)

test_high_with_a_single_buyer if rule.severity == "high" with input as sold(0.3, 90, 0.3)

test_evidence if {
	found := rule.evidence with input as sold(0.45, 90, 0.15)
	found == {"oa_uninsured_ratio": 0.45, "oa_days": 90, "single_buyer_uninsured_ratio": 0.15}
}

test_lines if {
	found := rule.lines with input as sold(0.3, 60, 0.2)
	found == {"oa_uninsured_ratio": 0.3, "oa_days": 60, "single_buyer_uninsured_ratio": 0.2}
}

test_a_line_that_was_not_crossed_is_not_shown if {
	rule.lines == {"oa_uninsured_ratio": 0.3, "oa_days": 60} with input as sold(0.45, 90, 0.15)
	rule.lines == {"single_buyer_uninsured_ratio": 0.2} with input as sold(0.1, 30, 0.25)
}
