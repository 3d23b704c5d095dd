package risk.tax.non_resident_tax_test

import data.risk.tax.non_resident_tax as rule

test_not_withheld if rule.fires with input.company as {"wht_withheld": false}

test_withheld if not rule.fires with input.company as {"wht_withheld": true}

test_payments_to_non_residents if rule.applies with input.company as {"pays_nonresident_cn_source": true}

test_no_such_payments if not rule.applies with input.company as {"pays_nonresident_cn_source": false}

test_evidence if rule.evidence == {"wht_withheld": false} with input.company as {"wht_withheld": false}
