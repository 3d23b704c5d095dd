package risk.supply.stale_audit_test

import data.risk.supply.stale_audit as rule

audited(type, grade, date) := {
	"as_of": "2026-11-23",
	"company": {"sells_to_eu": true, "sells_to_us": false},
	"supplier": {"active": true, "critical": true, "audit_type": type, "audit_grade": grade, "audit_date": date},
	"derived": {"spend_cny": 1, "purchases": 10000000},
}

test_good_grades_hold_two_years if {
	every grade in ["A", "B"] {
		rule.fires with input as audited("BSCI", grade, "2024-11-22")
		not rule.fires with input as audited("BSCI", grade, "2024-11-23")
	}
}

test_other_grades_hold_a_year if {
	every grade in ["C", "D", "E"] {
		rule.fires with input as audited("BSCI", grade, "2025-11-22")
		not rule.fires with input as audited("BSCI", grade, "2025-11-23")
	}
}

test_smeta_holds_a_year_whatever_the_grade if {
	rule.fires with input as audited("SMETA", "A", "2025-11-22")
	not rule.fires with input as audited("SMETA", "A", "2025-11-23")
}

test_other_audits if {
	every type in ["NONE", "SA8000", "ISO14001", "ISO45001", "CUSTOMER", "OTHER"] {
		not rule.fires with input as audited(type, "C", "2020-01-01")
	}
}

test_sold_to_either if {
	rule.applies with input as audited("SMETA", "A", "2026-01-01")
	rule.applies with input as object.union(audited("SMETA", "A", "2026-01-01"), {"company": {"sells_to_eu": false, "sells_to_us": true}})
	not rule.applies with input as object.union(audited("SMETA", "A", "2026-01-01"), {"company": {"sells_to_us": false, "sells_to_eu": false}})
}

test_a_large_row if {
	large := object.union(audited("SMETA", "A", "2026-01-01"), {"supplier": {"critical": false}, "derived": {"spend_cny": 500000}})
	rule.applies with input as large
	not rule.applies with input as object.union(large, {"derived": {"spend_cny": 499994}})
}

test_not_in_use if not rule.applies with input as object.union(audited("SMETA", "A", "2026-01-01"), {"supplier": {"active": false}})

test_evidence if {
	found := rule.evidence with input as audited("BSCI", "C", "2024-05-01")
	found == {"audit_type": "BSCI", "audit_grade": "C", "audit_date": "2024-05-01"}
}

test_line if {
	rule.lines == {"audit_date": "2025-11-23"} with input as audited("BSCI", "C", "2024-05-01")
	rule.lines == {"audit_date": "2024-11-23"} with input as audited("BSCI", "A", "2024-05-01")
}
