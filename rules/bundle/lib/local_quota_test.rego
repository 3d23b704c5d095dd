package lib.local_quota_test

import data.lib.local_quota

# On the line and just beyond it, by country.
lines := {
	"TH": [{"local": 40, "foreign": 10}, {"local": 39, "foreign": 10}],
	"MX": [{"local": 98, "foreign": 12, "foreign_management": 1}, {"local": 97, "foreign": 12, "foreign_management": 1}],
	"KH": [{"local": 100, "foreign": 10}, {"local": 99, "foreign": 10}],
	"BR": [{"local": 20, "foreign": 10}, {"local": 19, "foreign": 10}],
	"EG": [{"local": 90, "foreign": 10}, {"local": 89, "foreign": 10}],
	"ID": [{"companions": 10, "foreign": 10}, {"companions": 9, "foreign": 10}],
	"LA": [{"local": 100, "foreign_manual": 15, "foreign_mental": 25}, {"local": 100, "foreign_manual": 16, "foreign_mental": 25}],
}

test_both_sides_of_each_line if {
	every iso, pair in lines {
		local_quota.kept(iso, pair[0])
		not local_quota.missed(iso, pair[0])
		local_quota.settled(iso, pair[0])
		local_quota.missed(iso, pair[1])
		not local_quota.kept(iso, pair[1])
		not local_quota.settled(iso, pair[1])
	}
}

test_laos_counts_office_work_apart if {
	local_quota.missed("LA", {"local": 100, "foreign_manual": 15, "foreign_mental": 26})
	not local_quota.kept("LA", {"local": 100, "foreign_manual": 15, "foreign_mental": 26})
}

test_countries_to_ask_about if local_quota.countries == {"TH", "MX", "KH", "LA", "KZ", "BR", "EG", "ID", "AE", "SA"}

kazakh := {"by_category": {"cat1_2": {"local": 7, "foreign": 3}, "cat3_4": {"local": 9, "foreign": 1}, "ict": {"local": 2, "foreign": 1}}}

with_share(category, local) := object.union(kazakh, {"by_category": {category: {"local": local}}})

test_kazakhstan_by_category if {
	local_quota.kept("KZ", kazakh)
	not local_quota.missed("KZ", kazakh)
	every category, local in {"cat1_2": 6, "cat3_4": 8, "ict": 1} {
		local_quota.missed("KZ", with_share(category, local))
		not local_quota.kept("KZ", with_share(category, local))
	}
}

test_nobody_foreign if {
	every iso in ["TH", "MX", "KH", "LA", "KZ", "BR", "EG", "ID"] {
		local_quota.kept(iso, {"foreign": 0})
	}
}

test_no_quota if local_quota.settled("VN", {})

test_checked_apart if {
	every iso in ["AE", "SA"] {
		not local_quota.settled(iso, {"local": 100, "foreign": 0})
	}
}
