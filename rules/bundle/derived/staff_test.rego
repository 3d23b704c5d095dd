package derived.staff_test

import data.derived.staff

list(rows) := {"employees": rows, "context": {"mfa": {"PH": "orange", "VN": "blue"}}}

abroad(fields) := object.union({"location_type": "abroad"}, fields)

test_somebody_abroad if staff.staff_abroad == true with input as list([{"location_type": "CN"}, abroad({})])

test_nobody_abroad if {
	staff.staff_abroad == false with input as list([{"location_type": "CN"}])
	staff.staff_abroad == false with input as list([])
}

test_who_left_is_not_abroad if staff.staff_abroad == false with input as list([abroad({"left_at": "2026-11-01T18:00:00"})])

test_travellers if {
	staff.overseas_travellers == true with input as list([abroad({})])
	staff.overseas_travellers == true with input as list([{"location_type": "CN", "planned_departure": "2027-01-10"}])
	staff.overseas_travellers == false with input as list([{"location_type": "CN"}])
}

test_worst_level if {
	staff.worst_mfa_level == "orange" with input as list([abroad({"post_country": "VN"}), abroad({"post_country": "PH"})])
	staff.worst_mfa_level == "yellow" with input as list([abroad({"mfa": "yellow"}), abroad({"mfa": "blue"})])
	staff.worst_mfa_level == "blue" with input as list([{"location_type": "CN", "mfa": "red"}, abroad({"post_country": "VN"})])
}

test_level_of_who_is_about_to_leave_counts if {
	staff.worst_mfa_level == "orange" with input as list([abroad({"mfa": "blue"}), {"location_type": "CN", "planned_departure": "2027-01-10", "post_country": "PH"}])
}

test_nothing_is_worse_than_red if staff.worst_mfa_level == "red" with input as list([abroad({"post_country": "XX"}), abroad({"mfa": "red"})])

test_a_level_that_is_not_known_leaves_the_worst_open if {
	not staff.worst_mfa_level with input as list([abroad({"post_country": "XX"}), abroad({"mfa": "orange"})])
	not staff.worst_mfa_level with input as list([abroad({}), abroad({"mfa": "blue"})])
	not staff.worst_mfa_level with input as list([{"mfa": "red"}, abroad({"mfa": "blue"})])
}

test_nobody_away_has_no_level if not staff.worst_mfa_level with input as list([{"location_type": "CN"}])

test_working_in_indonesia if {
	every fields in [{"activity": "hands_on_work"}, {"activity": "construction"}, {"activity": "management"}, {"work_permit_status": "held"}, {"work_permit_status": "applied"}] {
		staff.indonesia_work_staff == true with input as list([abroad(object.union(fields, {"post_country": "ID"}))])
	}
}

test_not_working_in_indonesia if {
	staff.indonesia_work_staff == false with input as list([abroad({"post_country": "ID", "activity": "meeting", "work_permit_status": "none"})])
	staff.indonesia_work_staff == false with input as list([abroad({"post_country": "VN", "activity": "construction"})])
	staff.indonesia_work_staff == false with input as list([])
	staff.indonesia_work_staff == false with input as list([{"location_type": "CN", "post_country": "ID", "activity": "construction"}])
}

test_what_is_open_leaves_work_in_indonesia_open if {
	not staff.indonesia_work_staff with input as list([abroad({"post_country": "ID", "activity": "meeting"})])
	not staff.indonesia_work_staff with input as list([abroad({"activity": "meeting"})])
	staff.indonesia_work_staff == false with input as list([{"location_type": "CN"}])
}

test_posted_to_malaysia if {
	staff.malaysia_staff == true with input as list([abroad({"post_country": "MY"})])
	staff.malaysia_staff == false with input as list([abroad({"post_country": "VN"})])
}

foreigner(fields) := object.union({"nationality": "DE", "location_type": "CN", "contract_type": "labour_contract"}, fields)

test_foreigner_employed_here if staff.employs_foreigners == true with input as list([foreigner({})])

test_no_foreigner_employed_here if {
	every fields in [{"nationality": "CN"}, {"location_type": "abroad"}, {"contract_type": "none"}, {"left_at": "2026-11-01T18:00:00"}] {
		staff.employs_foreigners == false with input as list([foreigner(fields)])
	}
}

test_what_is_open_leaves_foreigners_open if {
	not staff.employs_foreigners with input as list([{"nationality": "DE", "location_type": "CN"}])
	staff.employs_foreigners == false with input as list([{"nationality": "CN"}])
}

test_third_party_teams if {
	every entity in ["dispatch_agency", "labour_coop_co", "contractor_sub"] {
		staff.third_party_teams == true with input as list([abroad({"employer_entity": entity, "contract_type": "labour_contract"})])
	}
	every contract in ["dispatch", "service", "outsourced"] {
		staff.third_party_teams == true with input as list([abroad({"employer_entity": "CN_parent", "contract_type": contract})])
	}
}

test_own_people_only if {
	staff.third_party_teams == false with input as list([abroad({"employer_entity": "CN_parent", "contract_type": "labour_contract"})])
	staff.third_party_teams == false with input as list([{"location_type": "CN", "employer_entity": "dispatch_agency", "contract_type": "dispatch"}])
}

test_what_is_open_leaves_third_parties_open if {
	not staff.third_party_teams with input as list([abroad({"employer_entity": "CN_parent"})])
	staff.third_party_teams == false with input as list([{"location_type": "CN"}])
}
