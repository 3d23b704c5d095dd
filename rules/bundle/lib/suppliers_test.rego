package lib.suppliers_test

import data.lib.suppliers

row(name, changes) := object.union({"supplier_name": name, "country": "CN", "annual_spend": 10, "currency": "CNY", "active": true}, changes)

list(rows) := {"suppliers": rows, "context": {"fx": {"CNY": 1, "USD": 7}}}

test_only_rows_in_use if {
	suppliers.active == {1} with input as list([row("A", {"active": false}), row("B", {})])
}

test_spend_in_another_currency if {
	suppliers.spend == {0: 70} with input as list([row("A", {"currency": "USD"})])
}

test_a_currency_without_a_rate_has_no_spend if {
	suppliers.spend == {} with input as list([row("A", {"currency": "XXX"})])
}

test_groups_go_by_group_registry_or_name if {
	rows := [row("A", {"group_id": "G"}), row("B", {"group_id": "G"}), row("C", {"registry_id": "R"}), row("D", {})]
	suppliers.group_spend == {"G": 20, "R": 10, "D": 10} with input as list(rows)
}

test_spend_abroad_by_country if {
	rows := [row("A", {"country": "VN"}), row("B", {"country": "VN"}), row("C", {"country": "HK"}), row("D", {})]
	suppliers.foreign_spend == {"VN": 20, "HK": 10} with input as list(rows)
}

test_a_row_not_in_use_has_no_part_in_groups_or_countries if {
	rows := [row("A", {"group_id": "G"}), row("B", {"group_id": "H", "country": "VN", "active": false})]
	suppliers.group_spend == {"G": 10} with input as list(rows)
	suppliers.foreign_spend == {} with input as list(rows)
	suppliers.countries == {"CN"} with input as list(rows)
}

test_a_group_goes_before_a_registry_number if {
	suppliers.group_spend == {"G": 20} with input as list([row("A", {"group_id": "G", "registry_id": "R"}), row("B", {"group_id": "G", "registry_id": "S"})])
}
