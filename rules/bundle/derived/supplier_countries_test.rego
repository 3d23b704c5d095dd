package derived.supplier_countries_test

import data.derived.supplier_countries

row(country, spend) := {"supplier_name": "A", "country": country, "annual_spend": spend, "currency": "CNY", "active": true}

list(rows) := {"as_of": "2026-11-23", "suppliers": rows, "company": {}, "context": {"fx": {"CNY": 1}}}

test_country_bought_from_most if {
	found := list([row("CN", 90), row("VN", 6), row("VN", 5), row("JP", 10)])
	supplier_countries.foreign_top == 11 with input as found
	supplier_countries.foreign_top_countries == ["VN"] with input as found
	supplier_countries.foreign_top_tier == "normal" with input as found
}

test_countries_with_the_same_spend_take_the_worst_tier if {
	found := list([row("VN", 10), row("MM", 10)])
	supplier_countries.foreign_top_countries == ["MM", "VN"] with input as found
	supplier_countries.foreign_top_tier == "high" with input as found
}

test_nothing_is_bought_abroad if {
	found := list([row("CN", 90)])
	supplier_countries.foreign_top == 0 with input as found
	supplier_countries.foreign_top_countries == [] with input as found
	not supplier_countries.foreign_top_tier with input as found
}

test_a_currency_without_a_rate_leaves_the_spend_open if {
	found := list([object.union(row("VN", 10), {"currency": "XXX"})])
	not supplier_countries.foreign_top with input as found
	not supplier_countries.foreign_top_countries with input as found
	not supplier_countries.foreign_top_tier with input as found
}

test_sanctioned_territories if {
	every iso in ["IR", "KP", "CU", "RU", "BY"] {
		supplier_countries.sanctioned_supplier == true with input as list([row("CN", 1), row(iso, 1)])
		supplier_countries.sanctioned_supplier_countries == [iso] with input as list([row("CN", 1), row(iso, 1)])
	}
}

test_embargoed_countries if {
	every iso in ["IR", "KP", "CU"] {
		supplier_countries.embargoed_supplier == true with input as list([row(iso, 1)])
	}
	every iso in ["RU", "BY", "CN"] {
		supplier_countries.embargoed_supplier == false with input as list([row(iso, 1)])
	}
}

test_elsewhere if {
	supplier_countries.sanctioned_supplier == false with input as list([row("UA", 1), row("KZ", 1)])
	supplier_countries.sanctioned_supplier_countries == [] with input as list([row("UA", 1)])
}

test_a_row_not_in_use if {
	found := supplier_countries.sanctioned_supplier with input as list([object.union(row("IR", 1), {"active": false})])
	found == false
}

test_nothing_is_said_of_a_day_before_the_lists if {
	not known with input as object.union(list([row("IR", 1)]), {"as_of": "1999-01-01"})
}

known if supplier_countries.sanctioned_supplier in {true, false}
