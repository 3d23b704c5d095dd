package risk.tax.treaty_file_test

import data.risk.tax.treaty_file as rule

test_no_file if rule.fires with input.company as {"treaty_file_kept": false}

test_file_is_kept if not rule.fires with input.company as {"treaty_file_kept": true}

test_treaty_rate if rule.applies with input.company as {"treaty_claimed_payee": true}

test_domestic_rate if not rule.applies with input.company as {"treaty_claimed_payee": false}

test_evidence if rule.evidence == {"treaty_file_kept": false} with input.company as {"treaty_file_kept": false}
