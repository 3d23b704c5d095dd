package risk.tax.credit_method_test

import data.risk.tax.credit_method as rule

changed(change, years) := {
	"as_of": "2026-11-23",
	"company": {"ftc_claimed": true, "ftc_method_change": change, "ftc_method_years": years},
}

test_changed_after_four_years if rule.fires with input as changed(true, 4)

test_changed_after_five_years if not rule.fires with input as changed(true, 5)

test_not_changed if not rule.fires with input as changed(false, 1)

test_credit_claimed if rule.applies with input as changed(true, 1)

test_no_credit_claimed if not rule.applies with input.company as {"ftc_claimed": false}

test_evidence if rule.evidence == {"ftc_method_change": true, "ftc_method_years": 3} with input as changed(true, 3)

test_line if rule.lines == {"ftc_method_years": 5} with input as changed(true, 3)
