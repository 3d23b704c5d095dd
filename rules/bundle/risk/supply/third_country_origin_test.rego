package risk.supply.third_country_origin_test

import data.risk.supply.third_country_origin as rule

made(share, analysed, processing) := {
	"as_of": "2026-11-23",
	"company": {"third_country_to_us": true, "cn_input_ratio": share, "origin_analysis": analysed, "processing": processing},
}

test_half_chinese_and_not_analysed if rule.fires with input as made(0.5, false, "assembly")

test_under_half if not rule.fires with input as made(0.49, false, "none")

test_analysed if not rule.fires with input as made(0.9, true, "assembly")

test_critical_when_only_relabelled if rule.severity == "critical" with input as made(0.5, false, "none")

test_high_when_worked_on if {
	every processing in ["assembly", "manufacturing"] {
		rule.severity == "high" with input as made(0.5, false, processing)
	}
}

test_such_goods if rule.applies with input as made(0, true, "none")

test_no_such_goods if not rule.applies with input.company as {"third_country_to_us": false}

test_evidence if {
	found := rule.evidence with input as made(0.6, false, "none")
	found == {"third_country_to_us": true, "cn_input_ratio": 0.6, "origin_analysis": false, "processing": "none"}
}

test_line if rule.lines == {"cn_input_ratio": 0.5} with input as made(0.6, false, "none")
