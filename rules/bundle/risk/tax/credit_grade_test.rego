package risk.tax.credit_grade_test

import data.risk.tax.credit_grade as rule

test_low_grades if {
	every grade in ["C", "D"] {
		rule.fires with input.company as {"tax_credit": grade}
	}
}

test_good_grades if {
	every grade in ["A", "B", "M"] {
		not rule.fires with input.company as {"tax_credit": grade}
	}
}

test_exporter if rule.applies with input.company as {"exporter": true}

test_no_exports if not rule.applies with input.company as {"exporter": false}

test_evidence if rule.evidence == {"tax_credit": "C"} with input.company as {"tax_credit": "C"}
