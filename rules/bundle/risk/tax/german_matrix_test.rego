package risk.tax.german_matrix_test

import data.risk.tax.german_matrix as rule

base := {"country": "DE", "form": "subsidiary", "rp_goods": 1, "rp_other": 0, "de_matrix": false}

entity(changes) := object.union(base, changes)

test_no_matrix if rule.fires with input.presence as entity({})

test_matrix_is_ready if not rule.fires with input.presence as entity({"de_matrix": true})

test_any_dealing if {
	rule.applies with input.presence as entity({})
	rule.applies with input.presence as entity({"form": "branch", "rp_goods": 0, "rp_other": 1})
}

test_no_dealings if not rule.applies with input.presence as entity({"rp_goods": 0})

test_no_local_entity if {
	every form in ["rep_office", "none"] {
		not rule.applies with input.presence as entity({"form": form})
	}
}

test_elsewhere if not rule.applies with input.presence as entity({"country": "HU"})

test_evidence if rule.evidence == {"de_matrix": false, "rp_goods": 1, "rp_other": 0} with input.presence as entity({})
