package risk.tax.assignee_report_test

import data.risk.tax.assignee_report as rule

test_not_reported if rule.fires with input.company as {"posted_staff_report_filed": false}

test_reported if not rule.fires with input.company as {"posted_staff_report_filed": true}

test_one_assignee if rule.applies with input.company as {"expat_n": 1}

test_nobody_abroad if not rule.applies with input.company as {"expat_n": 0}

test_evidence if {
	found := rule.evidence with input.company as {"expat_n": 12, "posted_staff_report_filed": false}
	found == {"expat_n": 12, "posted_staff_report_filed": false}
}
