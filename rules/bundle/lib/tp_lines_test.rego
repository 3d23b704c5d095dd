package lib.tp_lines_test

import data.lib.tp_lines

test_every_country_of_the_documents_has_its_lines if {
	found := tp_lines.of with input.as_of as "2026-11-23"
	found == {
		"AE": {"rev": 200000000, "group_rev_eur_m": 750},
		"DE": {"rp_goods": 6000000, "rp_other": 600000},
		"GB": {"group_rev_eur_m": 750},
		"HK": {"rev": 400000000, "assets": 300000000, "staff": 100, "rp_goods": 220000000, "rp_other": 44000000},
		"HU": {"rp_goods": 150000000, "rp_other": 150000000},
		"ID": {"rev": 50000000000, "rp_goods": 20000000000, "rp_other": 5000000000},
		"KH": {"rp_total": 0},
		"MX": {"rev": 13000000, "rp_total": 0},
		"MY": {"rev": 30000000, "rp_total": 10000000},
		"PL": {"rp_goods": 10000000, "rp_other": 2000000},
		"SA": {"rp_total": 6000000},
		"SG": {"rev": 10000000, "rp_goods": 15000000, "rp_other": 2000000},
		"TH": {"rev": 200000000},
		"US": {"rp_total": 0},
		"VN": {"rev": 50000000000, "rp_total": 30000000000},
	}
}

test_an_amount_over_its_line_has_crossed_it if {
	tp_lines.crossed("DE", "rp_goods", 6000001) with input.as_of as "2026-11-23"
	tp_lines.crossed("TH", "rev", 200000000) with input.as_of as "2026-11-23"
}

test_an_amount_at_a_line_that_must_be_passed_has_not if {
	not tp_lines.crossed("DE", "rp_goods", 6000000) with input.as_of as "2026-11-23"
	not tp_lines.crossed("TH", "rev", 199999999) with input.as_of as "2026-11-23"
}

# Documents are due at these lines, and beyond all others.
at_the_line := {
	"AE": {"rev", "group_rev_eur_m"}, "GB": {"group_rev_eur_m"}, "MY": {"rp_total"}, "TH": {"rev"},
	"VN": {"rev", "rp_total"},
}

test_each_line_is_reached_or_passed if {
	lines := tp_lines.of with input.as_of as "2026-11-23"
	every country, names in lines {
		every name, amount in names {
			crossed := [country | tp_lines.crossed(country, name, amount) with input.as_of as "2026-11-23"]
			due := [country | name in at_the_line[country]]
			crossed == due
		}
	}
}
