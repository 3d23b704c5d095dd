package risk.employee.embassy_report_test

import data.risk.employee.embassy_report as rule

test_not_reported if rule.fires with input.company as {"overseas_contractor": true, "embassy_reported": false}

test_reported if not rule.fires with input.company as {"overseas_contractor": true, "embassy_reported": true}

test_contractor if rule.applies with input.company as {"overseas_contractor": true}

test_no_contractor if not rule.applies with input.company as {"overseas_contractor": false}

test_evidence if rule.evidence == {"embassy_reported": false} with input.company as {"embassy_reported": false}
