package risk.tax.local_file_test

import data.risk.tax.local_file as rule

base := {
	"has_rpt": true, "rpt_cross_border": true, "local_file_ready": false,
	"rpt_tangible": 0, "rpt_financial": 0, "rpt_intangible": 0, "rpt_other": 0,
}

fires(changes) if rule.fires with input as {"as_of": "2026-11-23", "company": object.union(base, changes)}

test_tangible_over_200_million if fires({"rpt_tangible": 20001})

test_tangible_at_200_million if not fires({"rpt_tangible": 20000})

test_financial_over_100_million if fires({"rpt_financial": 10001})

test_financial_at_100_million if not fires({"rpt_financial": 10000})

test_intangible_over_100_million if fires({"rpt_intangible": 10001})

test_intangible_at_100_million if not fires({"rpt_intangible": 10000})

test_others_over_40_million if fires({"rpt_other": 4001})

test_others_at_40_million if not fires({"rpt_other": 4000})

test_file_is_ready if not fires({"rpt_tangible": 90000, "local_file_ready": true})

test_applies_to_cross_border_dealings if rule.applies with input.company as base

test_no_related_party if not rule.applies with input.company as object.union(base, {"has_rpt": false})

test_domestic_only if not rule.applies with input.company as object.union(base, {"rpt_cross_border": false})

test_evidence_leaves_out_what_is_not_answered if {
	found := rule.evidence with input.company as {"rpt_tangible": 30000, "local_file_ready": false}
	found == {"rpt_tangible": 30000, "local_file_ready": false}
}

test_evidence_of_all_answers if {
	found := rule.evidence with input.company as base
	found == {"local_file_ready": false, "rpt_tangible": 0, "rpt_financial": 0, "rpt_intangible": 0, "rpt_other": 0}
}

in_force(changes) := {"as_of": "2026-11-23", "company": object.union(base, changes)}

test_every_line_is_the_figure_in_force if {
	found := rule.lines with input as in_force({"rpt_tangible": 20001, "rpt_financial": 10001, "rpt_intangible": 10001, "rpt_other": 4001})
	found == {"rpt_tangible": 20000, "rpt_financial": 10000, "rpt_intangible": 10000, "rpt_other": 4000}
}

test_a_line_that_was_not_crossed_is_not_shown if {
	rule.lines == {"rpt_tangible": 20000} with input as in_force({"rpt_tangible": 23600})
	rule.lines == {} with input as in_force({"rpt_tangible": 20000, "rpt_financial": 10000, "rpt_intangible": 10000, "rpt_other": 4000})
}
