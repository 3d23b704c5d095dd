package risk.tax.local_payroll_test

import data.risk.tax.local_payroll as rule

stayed(days, registered) := {"as_of": "2026-11-23", "presence": {"max_stay": days, "payroll_reg": registered}}

test_over_the_days if rule.fires with input as stayed(184, false)

test_at_the_days if not rule.fires with input as stayed(183, false)

test_registered if not rule.fires with input as stayed(300, true)

test_somebody_stayed if rule.applies with input as stayed(1, false)

test_nobody_stayed if not rule.applies with input as stayed(0, false)

test_evidence if rule.evidence == {"max_stay": 240, "payroll_reg": false} with input as stayed(240, false)

test_line if rule.lines == {"max_stay": 183} with input as stayed(240, false)
