package lib.employed_here_test

import data.lib.employed_here as lib

person(fields) := object.union({"nationality": "DE", "location_type": "CN", "contract_type": "labour_contract"}, fields)

test_employed if {
	lib.employed_here with input.employee as person({"nationality": "CN"})
	lib.employed_here with input.employee as person({"contract_type": "service"})
}

test_not_employed_here if {
	not lib.employed_here with input.employee as person({"location_type": "abroad"})
	not lib.employed_here with input.employee as person({"contract_type": "none"})
	not lib.employed_here with input.employee as person({"left_at": "2026-11-01T18:00:00"})
}

test_foreigner if lib.foreigner with input.employee as person({})

test_a_chinese_national_is_no_foreigner if not lib.foreigner with input.employee as person({"nationality": "CN"})

test_a_foreigner_who_left if not lib.foreigner with input.employee as person({"left_at": "2026-11-01T18:00:00"})
