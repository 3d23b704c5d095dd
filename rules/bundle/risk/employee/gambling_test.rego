package risk.employee.gambling_test

import data.risk.employee.gambling as rule

test_linked if rule.fires with input.company as {"gambling_link": true}

test_not_linked if not rule.fires with input.company as {"gambling_link": false}

test_evidence if rule.evidence == {"gambling_link": true} with input.company as {"gambling_link": true}
