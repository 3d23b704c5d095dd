package lib.tp_documents_test

import data.lib.tp_documents

# in_country is a presence with its answers; total is the sum the engine works out.
in_country(answers) := {
	"as_of": "2026-11-23",
	"presence": answers,
	"company": {"group_rev_eur_m": object.get(answers, "group", 0)},
	"derived": {"rp_total": answers.rp_goods + answers.rp_other},
}

base := {"rev": 0, "rp_goods": 0, "rp_other": 0, "assets": 0, "staff": 0, "rp_lower_tax": false, "sme_group": false}

needed(country, changes) if {
	tp_documents.needed[country] with input as in_country(object.union(base, changes))
}

test_vietnam_by_revenue if {
	needed("VN", {"rev": 50000000000})
	not needed("VN", {"rev": 49999999999})
}

test_vietnam_by_dealings if {
	needed("VN", {"rp_goods": 20000000000, "rp_other": 10000000000})
	not needed("VN", {"rp_goods": 20000000000, "rp_other": 9999999999})
}

test_indonesia if {
	needed("ID", {"rev": 50000000001})
	needed("ID", {"rp_goods": 20000000001})
	needed("ID", {"rp_other": 5000000001})
	needed("ID", {"rp_lower_tax": true})
	not needed("ID", {"rev": 50000000000, "rp_goods": 20000000000, "rp_other": 5000000000})
}

test_thailand if {
	needed("TH", {"rev": 200000000})
	not needed("TH", {"rev": 199999999})
}

test_malaysia if {
	needed("MY", {"rev": 30000001, "rp_goods": 6000000, "rp_other": 4000000})
	not needed("MY", {"rev": 30000000, "rp_goods": 10000000})
	not needed("MY", {"rev": 30000001, "rp_goods": 9999999})
}

test_singapore if {
	needed("SG", {"rev": 10000001, "rp_goods": 15000001})
	needed("SG", {"rev": 10000001, "rp_other": 2000001})
	not needed("SG", {"rev": 10000000, "rp_goods": 15000001, "rp_other": 2000001})
	not needed("SG", {"rev": 10000001, "rp_goods": 15000000, "rp_other": 2000000})
}

test_hong_kong_two_of_three_sizes if {
	needed("HK", {"rev": 400000001, "assets": 300000001, "rp_goods": 220000001})
	needed("HK", {"rev": 400000001, "staff": 101, "rp_goods": 220000001})
	needed("HK", {"assets": 300000001, "staff": 101, "rp_other": 44000001})
	not needed("HK", {"rev": 400000001, "assets": 300000000, "staff": 100, "rp_goods": 220000001})
	not needed("HK", {"rev": 400000000, "assets": 300000000, "staff": 101, "rp_goods": 220000001})
	not needed("HK", {"rev": 400000000, "assets": 300000001, "staff": 100, "rp_goods": 220000001})
}

test_hong_kong_dealings if {
	not needed("HK", {"rev": 400000001, "assets": 300000001, "rp_goods": 220000000, "rp_other": 44000000})
}

test_any_dealing_in_cambodia_and_the_united_states if {
	every country in ["KH", "US"] {
		needed(country, {"rp_goods": 1})
		needed(country, {"rp_other": 1})
		not needed(country, {})
	}
}

test_mexico if {
	needed("MX", {"rev": 13000001, "rp_other": 1})
	not needed("MX", {"rev": 13000000, "rp_other": 1})
	not needed("MX", {"rev": 13000001})
}

test_germany if {
	needed("DE", {"rp_goods": 6000001})
	needed("DE", {"rp_other": 600001})
	not needed("DE", {"rp_goods": 6000000, "rp_other": 600000})
}

test_hungary if {
	needed("HU", {"rp_goods": 150000001})
	needed("HU", {"rp_other": 150000001})
	not needed("HU", {"rp_goods": 150000000, "rp_other": 150000000})
	not needed("HU", {"rp_goods": 150000001, "sme_group": true})
	not needed("HU", {"rp_other": 150000001, "sme_group": true})
}

test_poland if {
	needed("PL", {"rp_goods": 10000001})
	needed("PL", {"rp_other": 2000001})
	not needed("PL", {"rp_goods": 10000000, "rp_other": 2000000})
}

test_emirates if {
	needed("AE", {"rev": 200000000})
	needed("AE", {"group": 750})
	not needed("AE", {"rev": 199999999, "group": 749.9})
}

test_saudi_arabia if {
	needed("SA", {"rp_goods": 6000000, "rp_other": 1})
	not needed("SA", {"rp_goods": 6000000})
}

test_united_kingdom if {
	needed("GB", {"group": 750, "rp_goods": 1})
	not needed("GB", {"group": 749.9, "rp_goods": 1})
	not needed("GB", {"group": 750})
}

test_country_without_a_test if not needed("FR", {"rp_goods": 1})

test_hong_kong_other_dealings_of_a_small_entity if not needed("HK", {"rev": 400000001, "rp_other": 44000001})

test_known_are_those_whose_test_is_written if {
	tp_documents.known == {"AE", "DE", "GB", "HK", "HU", "ID", "KH", "MX", "MY", "PL", "SA", "SG", "TH", "US", "VN"}
}
