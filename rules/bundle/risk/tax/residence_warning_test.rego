package risk.tax.residence_warning_test

import data.risk.tax.residence_warning as rule

tests(a, b, c, d) := {
	"as_of": "2026-11-23",
	"presence": {"form": "subsidiary", "holder": "company", "poem1": a, "poem2": b, "poem3": c, "poem4": d},
}

test_none if not rule.fires with input as tests(false, false, false, false)

test_one_of_four if {
	every one in [tests(true, false, false, false), tests(false, true, false, false), tests(false, false, true, false), tests(false, false, false, true)] {
		not rule.fires with input as one
	}
}

test_two_of_four if {
	every two in [tests(true, true, false, false), tests(false, false, true, true), tests(true, false, false, true)] {
		rule.fires with input as two
	}
}

test_three_of_four if {
	every three in [tests(true, true, true, false), tests(false, true, true, true)] {
		rule.fires with input as three
	}
}

test_all_four_is_another_rule if not rule.fires with input as tests(true, true, true, true)

test_company_holds_a_subsidiary if rule.applies with input as tests(true, true, false, false)

test_held_by_an_individual if not rule.applies with input.presence as {"form": "subsidiary", "holder": "individual"}

test_branch if not rule.applies with input.presence as {"form": "branch", "holder": "company"}

test_evidence if {
	rule.evidence == {"poem1": true, "poem2": true, "poem3": false, "poem4": false} with input as tests(true, true, false, false)
}
