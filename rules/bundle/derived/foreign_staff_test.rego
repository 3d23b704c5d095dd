package derived.foreign_staff_test

import data.derived.foreign_staff

list(rows) := {"employees": rows}

foreigner(fields) := object.union({"nationality": "DE", "location_type": "CN", "contract_type": "labour_contract"}, fields)

test_foreigner_employed_here if foreign_staff.employs_foreigners == true with input as list([foreigner({})])

test_no_foreigner_employed_here if {
	every fields in [{"nationality": "CN"}, {"location_type": "abroad"}, {"contract_type": "none"}, {"left_at": "2026-11-01T18:00:00"}] {
		foreign_staff.employs_foreigners == false with input as list([foreigner(fields)])
	}
}

test_what_is_open_leaves_foreigners_open if {
	not known with input as list([{"nationality": "DE", "location_type": "CN"}])
	not known with input as list([foreigner({"left_at": "2026-11-01T18:00:00"}), {"nationality": "DE"}])
	foreign_staff.employs_foreigners == false with input as list([{"nationality": "CN"}])
}

known if foreign_staff.employs_foreigners in {true, false}

test_one_foreigner_is_enough if foreign_staff.employs_foreigners == true with input as list([{}, foreigner({})])
