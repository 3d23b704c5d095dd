package derived.supplier_risks_test

import data.derived.supplier_risks

row(changes) := object.union({"supplier_name": "A", "country": "CN", "annual_spend": 10, "currency": "CNY", "critical": false, "active": true}, changes)

list(rows) := {"as_of": "2026-11-23", "suppliers": rows, "company": {}, "context": {"fx": {"CNY": 1}}}

test_spend_in_high_risk_countries if {
	found := list([row({}), row({"country": "MM"}), row({"country": "UA"}), row({"country": "KP"}), row({"country": "VN"})])
	supplier_risks.high_risk_spend == 20 with input as found
	supplier_risks.high_risk_countries == ["MM", "UA"] with input as found
}

test_no_high_risk_country if {
	supplier_risks.high_risk_spend == 0 with input as list([row({})])
	supplier_risks.high_risk_countries == [] with input as list([row({})])
}

test_a_currency_without_a_rate_leaves_the_spend_open if {
	not supplier_risks.high_risk_spend with input as list([row({"country": "MM", "currency": "XXX"})])
	not supplier_risks.large_supplier with input as list([row({"currency": "XXX"})])
}

test_a_critical_part_from_there if {
	supplier_risks.critical_high_risk == true with input as list([row({}), row({"country": "MM", "critical": true})])
	supplier_risks.critical_high_risk == false with input as list([row({"critical": true}), row({"country": "MM"})])
	supplier_risks.critical_high_risk == false with input as list([row({"country": "MM", "critical": true, "active": false})])
}

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
