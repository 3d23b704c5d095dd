package risk.tax.vat_burden_test

import data.risk.tax.vat_burden as rule

burden(own, trade) := {"as_of": "2026-11-23", "company": {"vat_burden": own, "vat_burden_ind": trade}}

test_more_than_a_fifth_below if rule.fires with input as burden(1.99, 2.5)

test_a_fifth_below if not rule.fires with input as burden(2, 2.5)

test_a_fifth_below_with_decimals if not rule.fires with input as burden(1.76, 2.2)

test_above_the_trade if not rule.fires with input as burden(3, 2.5)

test_no_average_to_compare_with if not rule.fires with input as burden(-1, 0)

test_evidence if rule.evidence == {"vat_burden": 1.5, "vat_burden_ind": 2.5} with input as burden(1.5, 2.5)

test_line if rule.lines == {"vat_burden": 20} with input as burden(1.5, 2.5)
