package risk.employee.foreign_changes_test

import data.risk.employee.foreign_changes as rule

firm(changes, reported) := {"foreign_changes_12m": changes, "foreign_changes_reported": reported}

test_not_reported if rule.fires with input.company as firm(true, false)

test_reported if not rule.fires with input.company as firm(true, true)

test_no_changes if not rule.fires with input.company as firm(false, false)

test_evidence if rule.evidence == firm(true, false) with input.company as firm(true, false)
