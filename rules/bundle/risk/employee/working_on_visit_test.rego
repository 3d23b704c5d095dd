package risk.employee.working_on_visit_test

import data.risk.employee.working_on_visit as rule

person(visa, activity, permit, filed) := {
	"location_type": "abroad", "visa_type": visa, "activity": activity,
	"work_permit_status": permit, "exempt_notice_filed": filed,
}

test_every_visiting_status if {
	every visa in ["tourist", "visa_free", "voa", "business"] {
		rule.fires with input.employee as person(visa, "hands_on_work", "none", false)
	}
}

test_every_kind_of_work if {
	every activity in ["hands_on_work", "construction", "management"] {
		rule.fires with input.employee as person("business", activity, "none", false)
	}
}

test_a_meeting_is_not_work if not rule.fires with input.employee as person("business", "meeting", "none", false)

test_a_work_visa if not rule.fires with input.employee as person("work", "construction", "held", false)

test_exemption_that_was_filed if not rule.fires with input.employee as person("business", "construction", "exempt", true)

test_exemption_that_was_not_filed if rule.fires with input.employee as person("business", "construction", "exempt", false)

test_abroad if rule.applies with input.employee as person("business", "construction", "none", false)

test_at_home if not rule.applies with input.employee as {"location_type": "CN"}

test_evidence if {
	found := rule.evidence with input.employee as person("business", "construction", "none", false)
	found == {"visa_type": "business", "activity": "construction", "work_permit_status": "none"}
}

test_a_notice_without_an_exemption if {
	every permit in ["none", "applied", "held"] {
		rule.fires with input.employee as person("business", "construction", permit, true)
	}
}
