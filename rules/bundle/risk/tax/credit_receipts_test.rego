package risk.tax.credit_receipts_test

import data.risk.tax.credit_receipts as rule

claimed(presence) := {"company": {"ftc_claimed": true}, "presence": presence}

test_no_receipts if rule.fires with input.presence as {"tax_cert": false}

test_receipts if not rule.fires with input.presence as {"tax_cert": true}

test_dividend_of_a_subsidiary if rule.applies with input as claimed({"form": "subsidiary", "dividend_in": true})

test_subsidiary_without_dividend if not rule.applies with input as claimed({"form": "subsidiary", "dividend_in": false})

test_branch if rule.applies with input as claimed({"form": "branch"})

test_no_entity if {
	every form in ["rep_office", "none"] {
		not rule.applies with input as claimed({"form": form, "dividend_in": true})
	}
}

test_no_credit_claimed if {
	every presence in [{"form": "branch"}, {"form": "subsidiary", "dividend_in": true}] {
		not rule.applies with input as {"company": {"ftc_claimed": false}, "presence": presence}
	}
}

test_evidence if rule.evidence == {"tax_cert": false, "form": "branch"} with input.presence as {"tax_cert": false, "form": "branch"}
