package derived.supplier_parts_test

import data.derived.supplier_parts

row(code, country) := {"supplier_name": "A", "active": true, "critical": true, "goods_hs": code, "country": country}

test_all_of_a_part_from_one_country if {
	list := [row("854231", "JP"), row("8542390000", "JP"), row("520523", "CN")]
	supplier_parts.one_country_part == true with input.suppliers as list
	supplier_parts.one_country_parts == ["8542 JP"] with input.suppliers as list
}

test_two_countries if supplier_parts.one_country_part == false with input.suppliers as [row("854231", "JP"), row("854239", "KR")]

test_at_home if supplier_parts.one_country_part == false with input.suppliers as [row("520523", "CN")]

test_hong_kong_is_a_country_of_its_own if {
	supplier_parts.one_country_parts == ["5205 HK"] with input.suppliers as [row("520523", "HK")]
}

test_a_row_that_is_not_critical_or_not_in_use if {
	list := [object.union(row("854231", "JP"), {"critical": false}), object.union(row("854231", "JP"), {"active": false})]
	supplier_parts.one_country_part == false with input.suppliers as list
	supplier_parts.critical_part == false with input.suppliers as list
}

test_a_service_has_no_code if supplier_parts.one_country_parts == [] with input.suppliers as [row(null, "JP")]

test_a_critical_part if supplier_parts.critical_part == true with input.suppliers as [row(null, "JP")]

test_an_empty_list if {
	supplier_parts.critical_part == false with input.suppliers as []
	supplier_parts.one_country_part == false with input.suppliers as []
}
