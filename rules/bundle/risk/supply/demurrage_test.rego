package risk.supply.demurrage_test

import data.risk.supply.demurrage as rule

arrives(allocated, days) := {"as_of": "2026-11-23", "company": {"demurrage_allocated": allocated, "free_days": days}}

test_few_free_days if rule.fires with input as arrives(false, 13)

test_fourteen_free_days if not rule.fires with input as arrives(false, 14)

test_allocated if not rule.fires with input as arrives(true, 7)

test_evidence if rule.evidence == {"demurrage_allocated": false, "free_days": 7} with input as arrives(false, 7)

test_line if rule.lines == {"free_days": 14} with input as arrives(false, 7)
