package risk.tax.abnormal_vouchers_test

import data.risk.tax.abnormal_vouchers as rule

test_some_not_reversed if rule.fires with input.company as {"abn_voucher_tax": 0.1}

test_none if not rule.fires with input.company as {"abn_voucher_tax": 0}

test_evidence if rule.evidence == {"abn_voucher_tax": 22} with input.company as {"abn_voucher_tax": 22}
