package risk.employee.own_guards_test

import data.risk.employee.own_guards as rule

firm(filed, certified) := {"self_guards": true, "guards_filed": filed, "guards_certified": certified}

test_not_filed if rule.fires with input.company as firm(false, true)

test_not_certified if rule.fires with input.company as firm(true, false)

test_in_order if not rule.fires with input.company as firm(true, true)

test_own_guards if rule.applies with input.company as firm(true, true)

test_no_own_guards if not rule.applies with input.company as {"self_guards": false}

test_evidence if rule.evidence == {"guards_filed": false, "guards_certified": true} with input.company as firm(false, true)
