package derived.supplier_groups_test

import data.derived.supplier_groups

row(name, spend, group) := {"supplier_name": name, "annual_spend": spend, "currency": "CNY", "active": true, "group_id": group}

list(rows) := {"suppliers": rows, "company": {}, "context": {"fx": {"CNY": 1}}}

five := [row("A", 10, "G"), row("B", 20, "G"), row("C", 25, "C"), row("D", 15, "D"), row("E", 20, "E"), row("F", 10, "F")]

test_a_group_adds_up if supplier_groups.top_group == 30 with input as list(five)

test_three_largest if supplier_groups.top_three_groups == 75 with input as list(five)

test_fewer_than_three if supplier_groups.top_three_groups == 30 with input as list([row("A", 10, "A"), row("B", 20, "B")])

test_groups_are_counted if supplier_groups.group_count == 5 with input as list(five)

test_index if supplier_groups.hhi == 2250 with input as list(five)

test_index_of_declared_purchases if {
	found := supplier_groups.hhi with input as object.union(list(five), {"company": {"annual_purchases_cny": 200}})
	found == 562
}

test_an_empty_list_has_no_largest_group if {
	supplier_groups.top_group == 0 with input as list([])
	supplier_groups.top_three_groups == 0 with input as list([])
	supplier_groups.group_count == 0 with input as list([])
	not supplier_groups.hhi with input as list([])
}

test_a_currency_without_a_rate_leaves_all_but_the_count_open if {
	unknown := list([row("A", 10, "A"), object.union(row("B", 20, "B"), {"currency": "XXX"})])
	not supplier_groups.top_group with input as unknown
	not supplier_groups.top_three_groups with input as unknown
	not supplier_groups.hhi with input as unknown
	supplier_groups.group_count == 2 with input as unknown
}
