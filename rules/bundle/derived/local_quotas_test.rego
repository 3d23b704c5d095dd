package derived.local_quotas_test

import data.derived.local_quotas

company(counts) := {"as_of": "2026-11-23", "company": {"headcounts": counts}}

test_missed if local_quotas.quota_missed == ["TH"] with input as company({"TH": {"local": 39, "foreign": 10}, "KH": {"local": 100, "foreign": 10}})

test_kept if local_quotas.quota_missed == [] with input as company({"TH": {"local": 40, "foreign": 10}, "VN": {}})

test_one_missed_is_enough if local_quotas.quota_missed == ["KH"] with input as company({"KH": {"local": 9, "foreign": 1}, "TH": {"local": 1}})

test_a_count_is_missing if not local_quotas.quota_missed with input as company({"TH": {"local": 1}})

test_nothing_told if {
	not local_quotas.quota_missed with input as {"as_of": "2026-11-23", "company": {}}
}

test_nobody_anywhere if local_quotas.quota_missed == [] with input as company({})

test_table_that_is_not_kept if not local_quotas.quota_missed with input as company({"SA": {"local": 100, "foreign": 1}})

test_quota_country if {
	local_quotas.quota_country == true with input as company({"TH": {}})
	local_quotas.quota_country == true with input as {"company": {}, "employees": [{"location_type": "abroad"}, {"post_country": "SA"}]}
	local_quotas.quota_country == false with input as {"company": {}, "employees": [{"location_type": "CN"}, {"post_country": "VN"}]}
	local_quotas.quota_country == false with input as {"company": {"headcounts": {"VN": {}}}, "employees": []}
}

test_quota_country_not_known if {
	not known_quota_country with input as {"company": {}}
	not known_quota_country with input as {"company": {}, "employees": [{"location_type": "abroad"}]}
}

known_quota_country if local_quotas.quota_country in {true, false}
