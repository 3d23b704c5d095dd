package risk.employee.contractor_fund_test

import data.risk.employee.contractor_fund as rule

test_not_deposited if rule.fires with input.company as {"overseas_contractor": true, "contractor_fund_ok": false}

test_deposited if not rule.fires with input.company as {"overseas_contractor": true, "contractor_fund_ok": true}

test_contractor if rule.applies with input.company as {"overseas_contractor": true}

test_no_contractor if not rule.applies with input.company as {"overseas_contractor": false}

test_evidence if rule.evidence == {"contractor_fund_ok": false} with input.company as {"contractor_fund_ok": false}
