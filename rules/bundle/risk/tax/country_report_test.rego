package risk.tax.country_report_test

import data.risk.tax.country_report as rule

group(revenue, filed) := {
	"as_of": "2026-11-23",
	"company": {"ult_parent": true, "group_rev_prev": revenue, "cbcr_filed": filed},
}

test_over_five_and_a_half_billion if rule.fires with input as group(550001, false)

test_at_five_and_a_half_billion if not rule.fires with input as group(550000, false)

test_report_is_filed if not rule.fires with input as group(900000, true)

test_ultimate_parent if rule.applies with input as group(1, false)

test_not_the_ultimate_parent if not rule.applies with input.company as {"ult_parent": false}

test_evidence if {
	rule.evidence == {"group_rev_prev": 550001, "cbcr_filed": false} with input as group(550001, false)
}

test_line if rule.lines == {"group_rev_prev": 550000} with input as group(550001, false)
