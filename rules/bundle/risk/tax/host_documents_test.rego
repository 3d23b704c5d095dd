package risk.tax.host_documents_test

import data.risk.tax.host_documents as rule

answers := {"country": "DE", "form": "subsidiary", "rev": 9000000, "rp_goods": 6000001, "rp_other": 500000, "tp_ready": false}

entity(changes) := {
	"as_of": "2026-11-23",
	"presence": object.union(answers, changes),
	"derived": {"rp_total": 6500001},
	"country": {"tax": {"tp": "h.rp_goods > 6e6"}},
}

test_threshold_reached_and_nothing_ready if rule.fires with input as entity({})

test_branch_too if {
	rule.fires with input as entity({"form": "branch"})
	rule.applies with input as entity({"form": "branch"})
}

test_under_the_threshold if not rule.fires with input as entity({"rp_goods": 6000000})

test_documents_are_ready if not rule.fires with input as entity({"tp_ready": true})

test_dealings if {
	rule.applies with input as entity({"rp_goods": 1, "rp_other": 0})
	rule.applies with input as entity({"rp_goods": 0, "rp_other": 1})
}

test_no_dealings if not rule.applies with input as entity({"rp_goods": 0, "rp_other": 0})

test_no_local_entity if {
	every form in ["rep_office", "none"] {
		not rule.applies with input as entity({"form": form})
	}
}

test_country_without_tax_parameters if {
	not rule.applies with input as {"presence": answers, "country": {"employee": {}}}
}

test_evidence_of_what_was_answered if {
	found := rule.evidence with input as entity({})
	found == {"tp_ready": false, "rev": 9000000, "rp_goods": 6000001, "rp_other": 500000, "rp_total": 6500001}
}

test_evidence_of_a_few_countries_only if {
	found := rule.evidence with input as {
		"presence": {"country": "AE", "rp_lower_tax": true, "assets": 1, "staff": 2, "sme_group": false},
		"company": {"group_rev_eur_m": 750},
	}
	found == {"rp_lower_tax": true, "assets": 1, "staff": 2, "sme_group": false, "group_rev_eur_m": 750}
}

test_lines_of_the_country if {
	rule.lines == {"rp_goods": 6000000, "rp_other": 600000} with input as entity({"rp_other": 600001})
	rule.lines == {} with input as entity({"country": "XX"})
}

test_a_line_that_was_not_crossed_is_not_shown if {
	rule.lines == {"rp_goods": 6000000} with input as entity({})
	rule.lines == {"rp_goods": 6000000} with input as entity({"rp_other": 600000})
}

test_group_revenue_is_no_evidence_elsewhere if {
	rule.evidence == {} with input as {"presence": {"country": "DE"}, "company": {"group_rev_eur_m": 750}}
}

# The only way this body can fire is a country whose parameters are not there: partial evaluation
# leaves it open then.
test_country_that_nobody_wrote_down_is_not_clear if {
	rule.fires with input as {"as_of": "2026-11-23", "presence": {"country": "FR", "tp_ready": false}, "country": {"tax": {"tp": "unknown"}}}
}

test_every_country_with_a_documents_test_is_known if {
	missing := {country | some country, parts in data.countries; parts.tax.tp; not data.lib.tp_documents.known[country]}
	missing == set()
}

test_unwritten_country_with_the_documents_ready if {
	not rule.fires with input as {"as_of": "2026-11-23", "presence": {"country": "FR", "tp_ready": true}, "country": {"tax": {"tp": "unknown"}}}
}

test_unwritten_country_whose_text_is_held if {
	not rule.fires with input as {"as_of": "2026-11-23", "presence": {"country": "FR", "tp_ready": false}, "country": {"tax": {"tp": "none"}}}
}

test_written_country_under_its_line_whatever_the_text if {
	not rule.fires with input as object.union(entity({"rp_goods": 1}), {"country": {"tax": {"tp": "unknown"}}})
}

test_group_revenue_is_evidence_in_the_united_kingdom if {
	rule.evidence == {"group_rev_eur_m": 750} with input as {"presence": {"country": "GB"}, "company": {"group_rev_eur_m": 750}}
}
