package risk.tax.free_zone_test

import data.risk.tax.free_zone as rule

base := {"country": "AE", "qfz": true, "qfz_nonq_pct": 5, "qfz_nonq_aed": 5000000, "qfz_audit": true}

entity(changes) := {"as_of": "2026-11-23", "presence": object.union(base, changes)}

test_at_both_lines if not rule.fires with input as entity({})

test_over_five_percent if rule.fires with input as entity({"qfz_nonq_pct": 5.01})

test_over_five_million if rule.fires with input as entity({"qfz_nonq_aed": 5000001})

test_no_audit_or_substance if rule.fires with input as entity({"qfz_audit": false})

test_free_zone_rate_claimed if rule.applies with input as entity({})

test_not_claimed if not rule.applies with input as entity({"qfz": false})

test_elsewhere if not rule.applies with input as entity({"country": "SA"})

test_evidence if {
	rule.evidence == {"qfz_nonq_pct": 5, "qfz_nonq_aed": 5000000, "qfz_audit": true} with input as entity({})
}

test_lines_that_were_crossed if {
	rule.lines == {} with input as entity({})
	rule.lines == {"qfz_nonq_pct": 5, "qfz_nonq_aed": 5000000} with input as entity({"qfz_nonq_pct": 6, "qfz_nonq_aed": 6000000})
}
