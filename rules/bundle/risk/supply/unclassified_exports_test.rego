package risk.supply.unclassified_exports_test

import data.risk.supply.unclassified_exports as rule

classified(share, sensitive) := {"dual_use_classified_ratio": share, "product_sensitive": sensitive}

test_not_all if rule.fires with input.company as classified(0.99, false)

test_all if not rule.fires with input.company as classified(1, true)

test_high_for_sensitive_products if rule.severity == "high" with input.company as classified(0, true)

test_medium_for_others if rule.severity == "medium" with input.company as classified(0, false)

test_evidence if {
	found := rule.evidence with input.company as classified(0.5, true)
	found == {"dual_use_classified_ratio": 0.5, "product_sensitive": true}
}

test_line if rule.lines == {"dual_use_classified_ratio": 1} with input.company as classified(0.5, true)
