package risk.employee.precursors_test

import data.risk.employee.precursors as rule

firm(fields) := {
	"as_of": "2026-11-23",
	"company": object.union(
		{
			"precursor": true, "precursor_filed": true, "annual_report": true,
			"precursor_seller": false, "class1_user": false, "ledger_years": 1,
		},
		fields,
	),
}

test_in_order if not rule.fires with input as firm({})

test_not_filed if rule.fires with input as firm({"precursor_filed": false})

test_no_report if rule.fires with input as firm({"annual_report": false})

test_ledger_of_one_year if {
	rule.fires with input as firm({"precursor_seller": true})
	rule.fires with input as firm({"class1_user": true})
}

test_ledger_of_two_years if {
	not rule.fires with input as firm({"precursor_seller": true, "class1_user": true, "ledger_years": 2})
}

test_with_precursors if rule.applies with input as firm({})

test_without_precursors if not rule.applies with input.company as {"precursor": false}

test_evidence if {
	found := rule.evidence with input as firm({"precursor_filed": false})
	found == {"precursor_filed": false, "annual_report": true, "ledger_years": 1}
}

test_line if {
	rule.lines == {"ledger_years": 2} with input as firm({"precursor_seller": true})
	rule.lines == {} with input as firm({"precursor_filed": false})
}
