package risk.employee.finance_room_test

import data.risk.employee.finance_room as rule

firm(points) := {"as_of": "2026-11-23", "company": {"finance_room_score": points}}

test_three_points if rule.fires with input as firm(3)

test_four_points if not rule.fires with input as firm(4)

test_evidence if rule.evidence == {"finance_room_score": 3} with input as firm(3)

test_line if rule.lines == {"finance_room_score": 4} with input as firm(3)
