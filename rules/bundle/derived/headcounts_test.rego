package derived.headcounts_test

import data.derived.headcounts

company(counts) := {"as_of": "2026-11-23", "company": {"headcounts": counts}}

with_list(counts, rows) := object.union(company(counts), {"employees": rows})

posted(n) := [{"location_type": "abroad", "post_country": "SA"} | some _ in numbers.range(1, n)]

test_missed if headcounts.quota_missed == ["TH"] with input as company({"TH": {"local": 39, "foreign": 10}, "KH": {"local": 100, "foreign": 10}})

test_kept if headcounts.quota_missed == [] with input as company({"TH": {"local": 40, "foreign": 10}, "VN": {}})

test_one_missed_is_enough if headcounts.quota_missed == ["KH"] with input as company({"KH": {"local": 9, "foreign": 1}, "TH": {"local": 1}})

test_a_count_is_missing if not headcounts.quota_missed with input as company({"TH": {"local": 1}})

test_nothing_told if {
	not headcounts.quota_missed with input as {"as_of": "2026-11-23", "company": {}}
	not headcounts.unaccompanied with input as {"as_of": "2026-11-23", "company": {}}
}

test_nobody_anywhere if headcounts.quota_missed == [] with input as company({})

test_table_that_is_not_kept if not headcounts.quota_missed with input as company({"SA": {"local": 100, "foreign": 1}})

test_quota_country if {
	headcounts.quota_country == true with input as company({"TH": {}})
	headcounts.quota_country == true with input as {"company": {}, "employees": [{"location_type": "abroad"}, {"post_country": "SA"}]}
	headcounts.quota_country == false with input as {"company": {}, "employees": [{"location_type": "CN"}, {"post_country": "VN"}]}
	headcounts.quota_country == false with input as {"company": {"headcounts": {"VN": {}}}, "employees": []}
}

test_quota_country_not_known if {
	not known_quota_country with input as {"company": {}}
	not known_quota_country with input as {"company": {}, "employees": [{"location_type": "abroad"}]}
}

known_quota_country if headcounts.quota_country in {true, false}

test_101_workers_alone if headcounts.unaccompanied == ["SA"] with input as company({"SA": {"workers": 101, "accompanying": 0}})

test_100_workers if headcounts.unaccompanied == [] with input as company({"SA": {"workers": 100, "accompanying": 0}})

test_with_a_manager if headcounts.unaccompanied == [] with input as company({"SA": {"workers": 101, "accompanying": 1}})

test_managers_not_told if not headcounts.unaccompanied with input as company({"SA": {"workers": 101}})

test_list_tells_the_workers if {
	headcounts.unaccompanied == ["SA"] with input as with_list({"SA": {"accompanying": 0}}, posted(101))
	headcounts.unaccompanied == [] with input as with_list({"SA": {"accompanying": 0}}, posted(100))
	headcounts.unaccompanied == [] with input as with_list({"SA": {"accompanying": 2}}, posted(101))
}

test_country_only_on_the_list if not headcounts.unaccompanied with input as with_list({}, posted(101))

test_long_list_with_a_gap if {
	not headcounts.unaccompanied with input as with_list({"SA": {"accompanying": 1}}, array.concat(posted(101), [{"location_type": "abroad"}]))
}

test_short_list_with_a_gap if {
	headcounts.unaccompanied == [] with input as with_list({"SA": {"accompanying": 1}}, [{"location_type": "abroad"}])
}

test_no_list if not headcounts.unaccompanied with input as company({"SA": {"accompanying": 1}})
