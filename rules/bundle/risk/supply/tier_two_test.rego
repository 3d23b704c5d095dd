package risk.supply.tier_two_test

import data.risk.supply.tier_two as rule

mapped(share, us, eu) := {"as_of": "2026-11-23", "company": {"tier2_mapped_ratio": share, "sells_to_us": us, "sells_to_eu": eu}}

test_under_half if rule.fires with input as mapped(0.49, false, false)

test_at_half if not rule.fires with input as mapped(0.5, true, true)

test_high_for_the_united_states if rule.severity == "high" with input as mapped(0.4, true, false)

test_high_for_the_european_union if rule.severity == "high" with input as mapped(0.4, false, true)

test_medium_elsewhere if rule.severity == "medium" with input as mapped(0.4, false, false)

test_evidence if {
	found := rule.evidence with input as mapped(0.4, true, false)
	found == {"tier2_mapped_ratio": 0.4, "sells_to_us": true, "sells_to_eu": false}
}

test_line if rule.lines == {"tier2_mapped_ratio": 0.5} with input as mapped(0.4, true, false)
