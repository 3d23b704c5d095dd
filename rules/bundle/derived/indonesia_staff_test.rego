package derived.indonesia_staff_test

import data.derived.indonesia_staff

list(rows) := {"employees": rows}

abroad(fields) := object.union({"location_type": "abroad"}, fields)

test_working_in_indonesia if {
	every fields in [{"activity": "hands_on_work"}, {"activity": "construction"}, {"activity": "management"}, {"work_permit_status": "held"}, {"work_permit_status": "applied"}] {
		indonesia_staff.indonesia_work_staff == true with input as list([abroad(object.union(fields, {"post_country": "ID"}))])
	}
}

test_not_working_in_indonesia if {
	indonesia_staff.indonesia_work_staff == false with input as list([abroad({"post_country": "ID", "activity": "meeting", "work_permit_status": "none"})])
	indonesia_staff.indonesia_work_staff == false with input as list([abroad({"post_country": "VN", "activity": "construction"})])
	indonesia_staff.indonesia_work_staff == false with input as list([])
	indonesia_staff.indonesia_work_staff == false with input as list([{"location_type": "CN", "post_country": "ID", "activity": "construction"}])
}

test_what_is_open_leaves_work_in_indonesia_open if {
	not known with input as list([abroad({"post_country": "ID", "activity": "meeting"})])
	not known with input as list([abroad({"post_country": "ID", "work_permit_status": "none"})])
	not known with input as list([abroad({"activity": "construction", "work_permit_status": "none"})])
	indonesia_staff.indonesia_work_staff == false with input as list([{"location_type": "CN"}])
}

known if indonesia_staff.indonesia_work_staff in {true, false}

test_one_at_work_is_enough if {
	indonesia_staff.indonesia_work_staff == true with input as list([{}, abroad({"post_country": "ID", "activity": "construction"})])
}

test_no_work_wherever_it_is if {
	indonesia_staff.indonesia_work_staff == false with input as list([abroad({"activity": "meeting", "work_permit_status": "none"})])
}
