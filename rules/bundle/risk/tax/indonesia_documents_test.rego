package risk.tax.indonesia_documents_test

import data.risk.tax.indonesia_documents as rule

entity(changes) := object.union({"country": "ID", "form": "branch", "rp_lower_tax": true, "tp_ready": false}, changes)

test_lower_tax_and_no_documents if rule.fires with input.presence as entity({})

test_documents_are_ready if not rule.fires with input.presence as entity({"tp_ready": true})

test_nobody_is_taxed_lower if not rule.fires with input.presence as entity({"rp_lower_tax": false})

test_local_entity if {
	every form in ["subsidiary", "branch"] {
		rule.applies with input.presence as entity({"form": form})
	}
}

test_no_local_entity if {
	every form in ["rep_office", "none"] {
		not rule.applies with input.presence as entity({"form": form})
	}
}

test_elsewhere if not rule.applies with input.presence as entity({"country": "TH"})

test_evidence if rule.evidence == {"rp_lower_tax": true, "tp_ready": false} with input.presence as entity({})
