package risk.employee.working_without_permit_test

import data.risk.employee.working_without_permit as rule

person(visa, activity, permit) := {
	"location_type": "abroad", "nationality": "CN", "post_country": "VN",
	"visa_type": visa, "activity": activity, "work_permit_status": permit,
}

test_every_other_status if {
	every visa in ["work", "residence", "investor", "intra_company", "exempt", "none"] {
		rule.fires with input.employee as person(visa, "construction", "none")
	}
}

test_visiting_status_is_another_rule if {
	every visa in ["tourist", "visa_free", "voa", "business"] {
		not rule.fires with input.employee as person(visa, "construction", "none")
	}
}

test_every_kind_of_work if {
	every activity in ["hands_on_work", "construction", "management"] {
		rule.fires with input.employee as person("residence", activity, "none")
	}
}

test_what_is_not_work if {
	every activity in ["meeting", "negotiation", "exhibition", "training", "after_sales_install", "unknown"] {
		not rule.fires with input.employee as person("residence", activity, "none")
	}
}

test_permit_only_applied_for if rule.fires with input.employee as person("residence", "management", "applied")

test_permit_held_or_not_needed if {
	every status in ["held", "exempt"] {
		not rule.fires with input.employee as person("residence", "management", status)
	}
}

test_abroad if rule.applies with input.employee as person("residence", "management", "none")

test_a_national_of_the_country if {
	not rule.applies with input.employee as object.union(person("none", "management", "none"), {"nationality": "VN"})
}

test_at_home if not rule.applies with input.employee as {"location_type": "CN", "nationality": "CN"}

test_evidence if {
	found := rule.evidence with input.employee as person("residence", "management", "applied")
	found == {"work_permit_status": "applied", "activity": "management", "visa_type": "residence"}
}

test_a_planned_post_while_still_at_home if {
	not rule.applies with input.employee as object.union(person("none", "management", "none"), {"location_type": "CN"})
}
