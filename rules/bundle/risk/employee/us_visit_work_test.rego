package risk.employee.us_visit_work_test

import data.risk.employee.us_visit_work as rule

visitor(activity, clause) := {
	"post_country": "US", "visa_type": "business",
	"activity": activity, "us_contract_clause": clause,
}

test_hands_on_is_critical_whatever_the_contract_says if {
	every activity in ["construction", "hands_on_work"] {
		rule.fires with input.employee as visitor(activity, true)
		rule.severity == "critical" with input.employee as visitor(activity, true)
	}
}

test_installation_that_the_contract_does_not_name if {
	rule.fires with input.employee as visitor("after_sales_install", false)
	rule.severity == "high" with input.employee as visitor("after_sales_install", false)
}

test_installation_that_it_names if not rule.fires with input.employee as visitor("after_sales_install", true)

test_a_meeting if not rule.fires with input.employee as visitor("meeting", false)

test_visitor_to_the_us if {
	rule.applies with input.employee as visitor("meeting", false)
	rule.applies with input.employee as object.union(visitor("meeting", false), {"visa_type": "tourist"})
}

test_other_visa_or_country if {
	not rule.applies with input.employee as object.union(visitor("construction", false), {"visa_type": "intra_company"})
	not rule.applies with input.employee as object.union(visitor("construction", false), {"post_country": "VN"})
}

test_evidence if {
	found := rule.evidence with input.employee as visitor("construction", false)
	found == {"activity": "construction", "visa_type": "business", "us_contract_clause": false}
}
