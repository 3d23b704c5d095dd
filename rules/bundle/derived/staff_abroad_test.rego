package derived.staff_abroad_test

import data.derived.staff_abroad

list(rows) := {"employees": rows}

abroad(fields) := object.union({"location_type": "abroad"}, fields)

test_somebody_abroad if staff_abroad.staff_abroad == true with input as list([{"location_type": "CN"}, abroad({})])

test_nobody_abroad if {
	staff_abroad.staff_abroad == false with input as list([{"location_type": "CN"}])
	staff_abroad.staff_abroad == false with input as list([])
}

test_who_left_is_not_abroad if staff_abroad.staff_abroad == false with input as list([abroad({"left_at": "2026-11-01T18:00:00"})])

test_travellers if {
	staff_abroad.overseas_travellers == true with input as list([abroad({})])
	staff_abroad.overseas_travellers == true with input as list([{"location_type": "CN", "planned_departure": "2027-01-10"}])
	staff_abroad.overseas_travellers == false with input as list([{"location_type": "CN"}])
}

test_posted_to_malaysia if {
	staff_abroad.malaysia_staff == true with input as list([abroad({"post_country": "MY"})])
	staff_abroad.malaysia_staff == false with input as list([abroad({"post_country": "VN"})])
}
