package risk.employee.false_papers_test

import data.risk.employee.false_papers as rule

test_untrue_papers if rule.fires with input.company as {"false_material": true}

test_true_papers if not rule.fires with input.company as {"false_material": false}

test_evidence if rule.evidence == {"false_material": true} with input.company as {"false_material": true}
