package risk.supply.foreign_country_test

import data.risk.supply.foreign_country as rule

bought(part, tier) := {
	"as_of": "2026-11-23",
	"derived": {"foreign_top": part, "foreign_top_countries": ["VN"], "foreign_top_tier": tier, "purchases": 10000000},
}

test_at_forty_percent if rule.fires with input as bought(4000000, "normal")

test_share_is_rounded_to_six_decimals if rule.fires with input as bought(3999995, "normal")

test_under_forty_percent if not rule.fires with input as bought(3999994, "normal")

test_high_in_a_country_of_high_risk if {
	every tier in ["high", "embargoed"] {
		rule.severity == "high" with input as bought(4000000, tier)
	}
}

test_medium_elsewhere if {
	every tier in ["normal", "elevated"] {
		rule.severity == "medium" with input as bought(4000000, tier)
	}
}

test_purchases if rule.applies with input as bought(1, "normal")

test_no_purchases if not rule.applies with input as {"derived": {"foreign_top": 0, "purchases": 0}}

test_evidence if {
	found := rule.evidence with input as bought(5000000, "normal")
	found == {"foreign_top": 5000000, "foreign_top_countries": ["VN"], "foreign_top_tier": "normal", "purchases": 10000000}
}

test_line if rule.lines == {"foreign_top": 40} with input as bought(5000000, "normal")
