package derived.suppliers_test

import data.derived.suppliers

row(name, spend) := {"supplier_name": name, "annual_spend": spend, "currency": "CNY", "active": true}

prepaid(spend, ratio) := object.union(row("A", spend), {"prepay_ratio": ratio})

list(rows) := {"as_of": "2026-11-23", "suppliers": rows, "company": {}, "context": {"fx": {"CNY": 1, "USD": 7}}}

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

test_prepayment_of_each_row if {
	found := suppliers.prepay_exposure with input as list([prepaid(1000, 0.3), row("B", 5)])
	found == {0: 300}
}

test_a_large_prepayment if suppliers.large_prepayment == true with input as list([row("B", 1), prepaid(1, 0.3)])

test_no_large_prepayment if suppliers.large_prepayment == false with input as list([prepaid(1, 0.29)])

test_a_large_prepayment_to_a_row_not_in_use if {
	found := suppliers.large_prepayment with input as list([object.union(prepaid(1, 0.5), {"active": false})])
	found == false
}

test_declared_purchases_as_large_as_the_list if {
	found := suppliers.purchases with input as object.union(list([row("A", 10)]), {"company": {"annual_purchases_cny": 10}})
	found == 10
}
