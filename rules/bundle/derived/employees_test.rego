package derived.employees_test

import data.derived.employees

list(rows) := {"employees": rows, "context": {"mfa": {"PH": "orange", "PH/Manila": "yellow"}}}

test_what_the_row_says_wins if {
	employees.row_mfa_level == {0: "red"} with input as list([{"mfa": "red", "post_country": "PH", "post_region": "Manila"}])
}

test_region_before_country if {
	employees.row_mfa_level == {0: "yellow"} with input as list([{"post_country": "PH", "post_region": "Manila"}])
}

test_country_when_the_region_is_not_listed if {
	employees.row_mfa_level == {0: "orange"} with input as list([{"post_country": "PH", "post_region": "Cebu"}])
}

test_country_when_no_region_is_given if {
	employees.row_mfa_level == {0: "orange"} with input as list([{"post_country": "PH"}])
}

test_no_level_without_a_table_entry if {
	employees.row_mfa_level == {1: "blue"} with input as list([{"post_country": "VN"}, {"mfa": "blue"}])
}
