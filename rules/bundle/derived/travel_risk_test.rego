package derived.travel_risk_test

import data.derived.travel_risk

list(rows) := {"employees": rows, "context": {"mfa": {"PH": "orange", "VN": "blue"}}}

abroad(fields) := object.union({"location_type": "abroad"}, fields)

test_worst_level if {
	travel_risk.worst_mfa_level == "orange" with input as list([abroad({"post_country": "VN"}), abroad({"post_country": "PH"})])
	travel_risk.worst_mfa_level == "yellow" with input as list([abroad({"mfa": "yellow"}), abroad({"mfa": "blue"})])
	travel_risk.worst_mfa_level == "blue" with input as list([{"location_type": "CN", "mfa": "red"}, abroad({"post_country": "VN"})])
}

test_level_of_who_is_about_to_leave_counts if {
	travel_risk.worst_mfa_level == "orange" with input as list([abroad({"mfa": "blue"}), {"location_type": "CN", "planned_departure": "2027-01-10", "post_country": "PH"}])
}

test_nothing_is_worse_than_red if travel_risk.worst_mfa_level == "red" with input as list([abroad({"post_country": "XX"}), abroad({"mfa": "red"})])

test_a_level_that_is_not_known_leaves_the_worst_open if {
	not travel_risk.worst_mfa_level with input as list([abroad({"post_country": "XX"}), abroad({"mfa": "orange"})])
	not travel_risk.worst_mfa_level with input as list([abroad({}), abroad({"mfa": "blue"})])
	not travel_risk.worst_mfa_level with input as list([{"mfa": "red"}, abroad({"mfa": "blue"})])
}

test_nobody_away_has_no_level if not travel_risk.worst_mfa_level with input as list([{"location_type": "CN"}])

test_who_is_about_to_leave_for_a_place_without_a_level_leaves_it_open if {
	not travel_risk.worst_mfa_level with input as list([abroad({"mfa": "blue"}), {"location_type": "CN", "planned_departure": "2027-01-10", "post_country": "XX"}])
}
