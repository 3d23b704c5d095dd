package risk.employee.noncompete_test

import data.risk.employee.noncompete as rule

bound(months, access, pay) := {
	"as_of": "2026-11-23",
	"employee": {
		"noncompete_signed": true, "noncompete_months": months,
		"secret_access": access, "noncompete_pay": pay, "avg_wage_12m": 20000,
	},
}

test_24_months if not rule.fires with input as bound(24, "core", 6000)

test_25_months if {
	rule.fires with input as bound(25, "core", 6000)
	rule.severity == "medium" with input as bound(25, "core", 6000)
}

test_who_knew_no_secrets if {
	rule.fires with input as bound(12, "none", 6000)
	rule.severity == "medium" with input as bound(12, "none", 6000)
	not rule.fires with input as bound(12, "general", 6000)
}

test_no_pay_agreed if {
	rule.fires with input as bound(12, "core", null)
	rule.severity == "medium" with input as bound(12, "core", null)
}

test_less_than_30_percent_is_a_prompt if {
	rule.fires with input as bound(12, "core", 5999.99)
	rule.severity == "low" with input as bound(12, "core", 5999.99)
}

test_worst_counts if rule.severity == "medium" with input as bound(36, "core", 4000)

test_bound if rule.applies with input as bound(12, "core", 6000)

test_not_bound if not rule.applies with input.employee as {"noncompete_signed": false}

test_evidence if {
	found := rule.evidence with input as bound(36, "core", 4000)
	found == {"noncompete_months": 36, "secret_access": "core", "noncompete_pay": 4000, "avg_wage_12m": 20000}
}

test_line if {
	rule.lines == {"noncompete_months": 24} with input as bound(36, "core", 4000)
	rule.lines == {} with input as bound(12, "core", 4000)
}
