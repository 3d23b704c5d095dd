package risk.employee.union_and_rules_test

import data.risk.employee.union_and_rules as rule

firm(members, union, democratic) := {
	"as_of": "2026-11-23",
	"company": {"union_members": members, "has_union": union, "rules_democratic": democratic},
}

test_25_members_without_a_union if rule.fires with input as firm(25, false, true)

test_24_members if not rule.fires with input as firm(24, false, true)

test_union_set_up if not rule.fires with input as firm(60, true, true)

test_rules_without_procedure if rule.fires with input as firm(0, false, false)

test_evidence if {
	found := rule.evidence with input as firm(60, false, true)
	found == {"union_members": 60, "has_union": false, "rules_democratic": true}
}

test_line if {
	rule.lines == {"union_members": 25} with input as firm(60, false, true)
	rule.lines == {} with input as firm(60, true, false)
}
