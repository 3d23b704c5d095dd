package risk.tax.shareholder_loan_test

import data.risk.tax.shareholder_loan as rule

test_a_loan_is_open if rule.fires with input.company as {"sh_loan": 0.1}

test_none_is_open if not rule.fires with input.company as {"sh_loan": 0}

test_evidence if rule.evidence == {"sh_loan": 800} with input.company as {"sh_loan": 800}
