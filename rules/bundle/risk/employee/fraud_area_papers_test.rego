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
		rule.applies with input as {"as_of": "2026-11-23", "employee": traveller(country, "work", "meeting")}
	}
}

test_elsewhere if {
	every country in ["VN", "TH", "AE", "XX"] {
		not rule.applies with input as {"as_of": "2026-11-23", "employee": traveller(country, "tourist", "unknown")}
	}
}

notices := [
	{"country": "TH", "region": "Mae Sot", "from": "2026-07-01", "to": "2026-12-31"},
	{"country": "KH", "region": "*", "from": "2026-08-01"},
]

on_the_day(day, country, region) := {"as_of": day, "employee": object.union(traveller(country, "work", "meeting"), {"post_region": region})}

named(day, country, region) if {
	rule.applies with input as on_the_day(day, country, region) with data.tables.fraud_areas.rows as notices
}

test_country_from_the_day_of_the_notice if {
	not named("2026-07-31", "KH", "Phnom Penh")
	named("2026-08-01", "KH", "Phnom Penh")
}

test_region_while_the_notice_holds if {
	not named("2026-06-30", "TH", "Mae Sot")
	named("2026-07-01", "TH", "Mae Sot")
	named("2026-12-31", "TH", "Mae Sot")
	not named("2027-01-01", "TH", "Mae Sot")
	not named("2026-07-01", "TH", "Bangkok")
	not named("2026-07-01", "VN", "Mae Sot")
}

test_no_destination if not rule.applies with input.employee as {"travel_docs_complete": false}

test_evidence_names_the_region_that_counts if {
	found := rule.evidence with input as on_the_day("2026-07-01", "TH", "Mae Sot") with data.tables.fraud_areas.rows as notices
	found == {"post_country": "TH", "post_region": "Mae Sot", "travel_docs_complete": false, "visa_type": "work", "activity": "meeting"}
	whole := rule.evidence with input as on_the_day("2026-08-01", "KH", "Mae Sot") with data.tables.fraud_areas.rows as notices
	not whole.post_region
}

test_evidence if {
	found := rule.evidence with input as {"as_of": "2026-11-23", "employee": traveller("KH", "voa", "unknown")}
	found == {"post_country": "KH", "travel_docs_complete": false, "visa_type": "voa", "activity": "unknown"}
}
