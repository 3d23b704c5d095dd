package risk.employee.fraud_area_papers_test

import data.risk.employee.fraud_area_papers as rule

traveller(country, visa, activity) := {
	"post_country": country, "travel_docs_complete": false,
	"visa_type": visa, "activity": activity,
}

test_papers_missing if rule.fires with input.employee as traveller("KH", "work", "meeting")

test_papers_complete if {
	not rule.fires with input.employee as object.union(traveller("KH", "work", "meeting"), {"travel_docs_complete": true})
}

test_unclear_work_on_a_light_status_is_critical if {
	every visa in ["tourist", "visa_free", "voa"] {
		every activity in ["hands_on_work", "unknown"] {
			rule.severity == "critical" with input.employee as traveller("MM", visa, activity)
		}
	}
}

test_otherwise_high if {
	rule.severity == "high" with input.employee as traveller("MM", "work", "hands_on_work")
	rule.severity == "high" with input.employee as traveller("MM", "tourist", "meeting")
}

test_hot_spots if {
	every country in ["MM", "KH", "LA", "PH"] {
		rule.applies with input.employee as traveller(country, "work", "meeting")
	}
}

test_elsewhere if {
	every country in ["VN", "TH", "AE", "XX"] {
		not rule.applies with input.employee as traveller(country, "tourist", "unknown")
	}
}

test_no_destination if not rule.applies with input.employee as {"travel_docs_complete": false}

test_evidence if {
	found := rule.evidence with input.employee as traveller("KH", "voa", "unknown")
	found == {"post_country": "KH", "travel_docs_complete": false, "visa_type": "voa", "activity": "unknown"}
}
