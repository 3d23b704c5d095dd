package risk.employee.classified_exit_test

import data.risk.employee.classified_exit as rule

person(fields) := object.union({"classified": "active", "planned_departure": "2027-01-10", "exit_approved": false}, fields)

test_not_approved if rule.fires with input.employee as person({})

test_approved if not rule.fires with input.employee as person({"exit_approved": true})

test_no_travel_planned if not rule.fires with input.employee as {"classified": "active", "exit_approved": false}

test_classified if {
	rule.applies with input.employee as person({})
	rule.applies with input.employee as person({"classified": "declassifying"})
}

test_not_classified if not rule.applies with input.employee as person({"classified": "none"})

test_evidence if {
	found := rule.evidence with input.employee as person({})
	found == {"classified": "active", "planned_departure": "2027-01-10", "exit_approved": false}
}
