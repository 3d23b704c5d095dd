package risk.employee.card_lending_test

import data.risk.employee.card_lending as rule

test_lent if rule.fires with input.company as {"card_lending": true}

test_not_lent if not rule.fires with input.company as {"card_lending": false}

test_evidence if rule.evidence == {"card_lending": true} with input.company as {"card_lending": true}
