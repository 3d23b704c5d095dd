package risk.tax.overseas_report_test

import data.risk.tax.overseas_report as rule

held(share, reported) := {
	"as_of": "2026-11-23",
	"presence": {"form": "subsidiary", "holder": "company", "own_pct": share, "info_reported": reported},
}

test_ten_percent_is_inside if rule.fires with input as held(10, false)

test_under_ten_percent if not rule.fires with input as held(9.99, false)

test_form_was_filed if not rule.fires with input as held(100, true)

test_company_holds_a_subsidiary if rule.applies with input as held(10, false)

test_held_by_an_individual if {
	not rule.applies with input.presence as {"form": "subsidiary", "holder": "individual"}
}

test_branch if not rule.applies with input.presence as {"form": "branch", "holder": "company"}

test_evidence if rule.evidence == {"own_pct": 10, "info_reported": false} with input as held(10, false)

test_evidence_leaves_out_what_is_not_answered if {
	rule.evidence == {"own_pct": 10} with input.presence as {"own_pct": 10}
}

test_line if rule.lines == {"own_pct": 10} with input as held(10, false)
