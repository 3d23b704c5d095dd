package risk.employee.drug_briefing_test

import data.risk.employee.drug_briefing as rule

firm(told, travellers) := {"company": {"drug_briefing": told}, "derived": {"overseas_travellers": travellers}}

test_not_told if rule.fires with input as firm(false, true)

test_told if not rule.fires with input as firm(true, true)

test_with_travellers if rule.applies with input as firm(false, true)

test_without_travellers if not rule.applies with input as firm(false, false)

test_evidence if rule.evidence == {"drug_briefing": false} with input as firm(false, true)
