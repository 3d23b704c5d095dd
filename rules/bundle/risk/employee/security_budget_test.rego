package risk.employee.security_budget_test

import data.risk.employee.security_budget as rule

firm(percent, level) := {
	"as_of": "2026-11-23",
	"company": {"security_budget_pct": percent},
	"derived": {"staff_abroad": true, "worst_mfa_level": level},
}

test_below_each_line if {
	rule.fires with input as firm(0.4, "blue")
	rule.fires with input as firm(0.9, "yellow")
	rule.fires with input as firm(2.9, "orange")
	rule.fires with input as firm(4.9, "red")
}

test_on_each_line if {
	not rule.fires with input as firm(0.5, "blue")
	not rule.fires with input as firm(1, "yellow")
	not rule.fires with input as firm(3, "orange")
	not rule.fires with input as firm(5, "red")
}

test_below_every_line_whatever_the_level if {
	rule.fires with input as {"as_of": "2026-11-23", "company": {"security_budget_pct": 0.4}}
	not rule.fires with input as {"as_of": "2026-11-23", "company": {"security_budget_pct": 0.5}}
}

test_staff_abroad if rule.applies with input as firm(1, "blue")

test_nobody_abroad if not rule.applies with input.derived as {"staff_abroad": false}

test_evidence if {
	rule.evidence == {"security_budget_pct": 0.2, "worst_mfa_level": "yellow"} with input as firm(0.2, "yellow")
}

test_line if rule.lines == {"security_budget_pct": 1} with input as firm(0.2, "yellow")

test_just_below_the_lowest_line if {
	rule.fires with input as firm(0.499, "blue")
	rule.fires with input as {"as_of": "2026-11-23", "company": {"security_budget_pct": 0.499}}
}
