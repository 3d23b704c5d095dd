package derived.suppliers_test

import data.derived.suppliers

row(name, spend) := {"supplier_name": name, "annual_spend": spend, "currency": "CNY", "active": true}

list(rows) := {"suppliers": rows, "company": {}, "context": {"fx": {"CNY": 1, "USD": 7}}}

test_spend_in_another_currency if {
	found := suppliers.spend_cny with input as list([object.union(row("A", 10), {"currency": "USD"})])
	found == {0: 70}
}

test_rows_that_are_not_active_do_not_count if {
	found := suppliers.list_total with input as list([row("A", 10), object.union(row("B", 5), {"active": false})])
	found == 10
}

test_a_currency_without_a_rate_leaves_the_total_open if {
	not suppliers.list_total with input as list([object.union(row("A", 10), {"currency": "XXX"})])
}

test_declared_purchases_are_the_base_when_larger if {
	found := suppliers.purchases with input as object.union(list([row("A", 10)]), {"company": {"annual_purchases_cny": 100}})
	found == 100
}

test_the_list_is_the_base_when_it_is_larger if {
	found := suppliers.purchases with input as object.union(list([row("A", 10)]), {"company": {"annual_purchases_cny": 5}})
	found == 10
}

test_the_list_is_the_base_when_nothing_is_declared if {
	found := suppliers.purchases with input as list([row("A", 10)])
	found == 10
}

grouped := [
	object.union(row("A", 10), {"group_id": "G"}), object.union(row("B", 20), {"group_id": "G"}),
	object.union(row("C", 25), {"registry_id": "R"}), row("D", 1),
]

test_a_group_adds_up if {
	found := suppliers.top_group with input as list(grouped)
	found == 30
}

test_groups_are_counted_by_group_registry_or_name if {
	found := suppliers.group_count with input as list(grouped)
	found == 3
}

test_an_empty_list_has_no_largest_group if {
	found := suppliers.top_group with input as list([])
	found == 0
}
