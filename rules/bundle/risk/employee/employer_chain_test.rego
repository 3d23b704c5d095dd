package risk.employee.employer_chain_test

import data.risk.employee.employer_chain as rule

test_not_in_writing if rule.fires with input.company as {"chain_clear": false}

test_in_writing if not rule.fires with input.company as {"chain_clear": true}

test_evidence if rule.evidence == {"chain_clear": false} with input.company as {"chain_clear": false}
