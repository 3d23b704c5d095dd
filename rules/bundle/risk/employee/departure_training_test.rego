package risk.employee.departure_training_test

import data.risk.employee.departure_training as rule

abroad(trained) := {"location_type": "abroad", "pretrip_training_date": trained, "posting_start": "2026-06-01"}

leaving(trained) := {"location_type": "CN", "pretrip_training_date": trained, "planned_departure": "2027-01-10"}

test_no_training_at_all if rule.fires with input.employee as abroad(null)

test_trained_the_day_after if rule.fires with input.employee as abroad("2026-06-02")

test_trained_on_the_day if not rule.fires with input.employee as abroad("2026-06-01")

test_the_posting_counts_before_the_plan if {
	not rule.fires with input.employee as object.union(abroad("2026-05-20"), {"planned_departure": "2026-05-01"})
	rule.fires with input.employee as object.union(abroad("2026-07-01"), {"planned_departure": "2027-01-10"})
}

test_trained_after_the_planned_departure if rule.fires with input.employee as leaving("2027-01-11")

test_trained_on_the_planned_departure if not rule.fires with input.employee as leaving("2027-01-10")

test_no_training_before_a_planned_departure if rule.fires with input.employee as leaving(null)

test_abroad if rule.applies with input.employee as abroad(null)

test_about_to_leave if rule.applies with input.employee as leaving(null)

test_at_home if not rule.applies with input.employee as {"location_type": "CN"}

test_evidence if {
	found := rule.evidence with input.employee as object.union(abroad(null), {"planned_departure": "2027-01-10"})
	found == {"pretrip_training_date": null, "posting_start": "2026-06-01"}
}

test_evidence_of_a_planned_departure if {
	found := rule.evidence with input.employee as leaving("2027-01-11")
	found == {"pretrip_training_date": "2027-01-11", "planned_departure": "2027-01-10"}
}

test_line if {
	rule.lines == {"pretrip_training_date": "2026-06-01"} with input.employee as abroad(null)
	rule.lines == {"pretrip_training_date": "2027-01-10"} with input.employee as leaving(null)
}
