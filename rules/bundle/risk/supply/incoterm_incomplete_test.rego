package risk.supply.incoterm_incomplete_test

import data.risk.supply.incoterm_incomplete as rule

test_incomplete if rule.fires with input.company.incoterm_complete as false

test_complete if not rule.fires with input.company.incoterm_complete as true

test_evidence if rule.evidence == {"incoterm_complete": false} with input.company.incoterm_complete as false
