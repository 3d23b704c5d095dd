package risk.supply.protective_clauses_test

import data.risk.supply.protective_clauses as rule

holds(clauses) := {"as_of": "2026-11-23", "company": {"protective_clauses": clauses}}

test_one_of_three if rule.fires with input as holds(1)

test_none_of_three if rule.fires with input as holds(0)

test_two_of_three if not rule.fires with input as holds(2)

test_evidence if rule.evidence == {"protective_clauses": 1} with input as holds(1)

test_line if rule.lines == {"protective_clauses": 2} with input as holds(1)
