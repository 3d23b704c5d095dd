package risk.employee.deposit_test

import data.risk.employee.deposit as rule

test_a_deposit_was_taken if rule.fires with input.company as {"deposit_taken": true}

test_nothing_was_taken if not rule.fires with input.company as {"deposit_taken": false}

test_evidence if rule.evidence == {"deposit_taken": true} with input.company as {"deposit_taken": true}
