package risk.supply.soft_clauses_test

import data.risk.supply.soft_clauses as rule

credit(clauses, direct) := {"as_of": "2026-11-23", "company": {"lc_soft_count": clauses, "original_bl_direct": direct}}

test_one_clause if rule.fires with input as credit(1, false)

test_no_clause if not rule.fires with input as credit(0, false)

test_high_up_to_two if rule.severity == "high" with input as credit(2, false)

test_critical_from_three if rule.severity == "critical" with input as credit(3, false)

test_critical_when_originals_go_to_the_applicant if rule.severity == "critical" with input as credit(1, true)

test_evidence if rule.evidence == {"lc_soft_count": 1, "original_bl_direct": true} with input as credit(1, true)

test_line_only_from_three if {
	rule.lines == {"lc_soft_count": 3} with input as credit(3, false)
	rule.lines == {} with input as credit(2, true)
}
