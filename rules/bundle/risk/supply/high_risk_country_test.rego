package risk.supply.high_risk_country_test

import data.risk.supply.high_risk_country as rule

bought(spend, critical) := {
	"as_of": "2026-11-23",
	"derived": {"high_risk_spend": spend, "purchases": 10000000, "critical_high_risk": critical, "high_risk_countries": ["MM"]},
}

test_at_ten_percent if rule.fires with input as bought(1000000, false)

test_share_is_rounded_to_six_decimals if rule.fires with input as bought(999995, false)

test_under_ten_percent if not rule.fires with input as bought(999994, false)

test_a_critical_part if rule.fires with input as bought(0, true)

test_high_with_a_critical_part if rule.severity == "high" with input as bought(0, true)

test_medium_without if rule.severity == "medium" with input as bought(1000000, false)

test_evidence if {
	found := rule.evidence with input as bought(1000000, false)
	found == {"high_risk_spend": 1000000, "purchases": 10000000, "critical_high_risk": false, "high_risk_countries": ["MM"]}
}

test_line_of_the_share_only_when_crossed if {
	rule.lines == {"high_risk_spend": 10} with input as bought(1000000, false)
	rule.lines == {} with input as bought(1, true)
}
