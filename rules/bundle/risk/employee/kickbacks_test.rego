package risk.employee.kickbacks_test

import data.risk.employee.kickbacks as rule

firm(controls) := {"as_of": "2026-11-23", "company": {"antibribery_controls": controls}}

test_one_control if rule.fires with input as firm(1)

test_two_controls if not rule.fires with input as firm(2)

test_evidence if rule.evidence == {"antibribery_controls": 1} with input as firm(1)

test_line if rule.lines == {"antibribery_controls": 2} with input as firm(1)
