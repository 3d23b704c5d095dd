package derived.supplier_risks_test

import data.derived.supplier_risks

row(changes) := object.union({"supplier_name": "A", "country": "CN", "annual_spend": 10, "currency": "CNY", "critical": false, "active": true}, changes)

list(rows) := {"as_of": "2026-11-23", "suppliers": rows, "company": {}, "context": {"fx": {"CNY": 1}}}

test_a_currency_without_a_rate_leaves_the_large_one_open if not known with input as list([row({"currency": "XXX"})])

test_a_large_supplier if {
	supplier_risks.large_supplier == true with input as object.union(list([row({})]), {"company": {"annual_purchases_cny": 200}})
	supplier_risks.large_supplier == false with input as object.union(list([row({})]), {"company": {"annual_purchases_cny": 201}})
}

test_a_payee_that_differs if {
	supplier_risks.payee_differs == true with input as list([row({"payee_matches": true}), row({"payee_matches": false})])
	supplier_risks.payee_differs == false with input as list([row({"payee_matches": true})])
	supplier_risks.payee_differs == false with input as list([row({"payee_matches": false, "active": false})])
}

test_a_hit_on_a_chinese_list if {
	supplier_risks.chinese_list_supplier == true with input as list([row({"screen_result": "CLEAR"}), row({"screen_result": "HIT_CN"})])
	every result in ["CLEAR", "HIT_UN", "POTENTIAL", "NOT_SCREENED"] {
		supplier_risks.chinese_list_supplier == false with input as list([row({"screen_result": result})])
	}
	supplier_risks.chinese_list_supplier == false with input as list([row({"screen_result": "HIT_CN", "active": false})])
}

known if supplier_risks.large_supplier in {true, false}
