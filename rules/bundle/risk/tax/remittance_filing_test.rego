package risk.tax.remittance_filing_test

import data.risk.tax.remittance_filing as rule

paid(amount, exempt, filed) := {
	"as_of": "2026-11-23",
	"company": {"max_remit_usd": amount, "remit_exempt": exempt, "remit_filed": filed},
}

test_over_fifty_thousand if rule.fires with input as paid(50001, false, false)

test_at_fifty_thousand if not rule.fires with input as paid(50000, false, false)

test_exempt if not rule.fires with input as paid(50001, true, false)

test_recorded if not rule.fires with input as paid(50001, false, true)

test_evidence if {
	found := rule.evidence with input as paid(50001, false, false)
	found == {"max_remit_usd": 50001, "remit_exempt": false, "remit_filed": false}
}

test_line if rule.lines == {"max_remit_usd": 50000} with input as paid(50001, false, false)
