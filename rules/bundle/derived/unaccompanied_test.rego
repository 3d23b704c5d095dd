package derived.unaccompanied_test

import data.derived.unaccompanied

company(counts) := {"as_of": "2026-11-23", "company": {"headcounts": counts}}

with_list(counts, rows) := object.union(company(counts), {"employees": rows})

posted(n) := [{"location_type": "abroad", "post_country": "SA"} | some _ in numbers.range(1, n)]

test_101_workers_alone if unaccompanied.unaccompanied == ["SA"] with input as company({"SA": {"workers": 101, "accompanying": 0}})

test_100_workers if unaccompanied.unaccompanied == [] with input as company({"SA": {"workers": 100, "accompanying": 0}})

test_with_a_manager if unaccompanied.unaccompanied == [] with input as company({"SA": {"workers": 101, "accompanying": 1}})

test_managers_not_told if not unaccompanied.unaccompanied with input as company({"SA": {"workers": 101}})

test_list_tells_the_workers if {
	unaccompanied.unaccompanied == ["SA"] with input as with_list({"SA": {"accompanying": 0}}, posted(101))
	unaccompanied.unaccompanied == [] with input as with_list({"SA": {"accompanying": 0}}, posted(100))
	unaccompanied.unaccompanied == [] with input as with_list({"SA": {"accompanying": 2}}, posted(101))
}

test_country_only_on_the_list if not unaccompanied.unaccompanied with input as with_list({}, posted(101))

test_long_list_with_a_gap if {
	not unaccompanied.unaccompanied with input as with_list({"SA": {"accompanying": 1}}, array.concat(posted(101), [{"location_type": "abroad"}]))
}

test_short_list_with_a_gap if {
	unaccompanied.unaccompanied == [] with input as with_list({"SA": {"accompanying": 1}}, [{"location_type": "abroad"}])
}

test_no_list if not unaccompanied.unaccompanied with input as company({"SA": {"accompanying": 1}})

test_nothing_told if not unaccompanied.unaccompanied with input as {"as_of": "2026-11-23", "company": {}}

test_what_is_told_goes_before_the_list if {
	unaccompanied.unaccompanied == [] with input as with_list({"SA": {"workers": 100, "accompanying": 0}}, posted(101))
}

test_only_who_is_abroad_counts if {
	at_home := [{"location_type": "CN", "post_country": "SA"} | some _ in numbers.range(1, 101)]
	unaccompanied.unaccompanied == [] with input as with_list({"SA": {"accompanying": 0}}, at_home)
}

test_countries_are_counted_apart if {
	in_thailand := [{"location_type": "abroad", "post_country": "TH"} | some _ in numbers.range(1, 60)]
	unaccompanied.unaccompanied == [] with input as with_list({"SA": {"accompanying": 0}, "TH": {"accompanying": 0}}, array.concat(posted(60), in_thailand))
}

test_no_country_told_and_no_list if not unaccompanied.unaccompanied with input as company({})

test_told_that_there_are_no_workers if unaccompanied.unaccompanied == [] with input as company({"SA": {"workers": 0}})

test_long_list_with_a_place_open if {
	not unaccompanied.unaccompanied with input as with_list({"SA": {"accompanying": 1}}, array.concat(posted(101), [{"post_country": "TH"}]))
}

test_list_of_100_with_a_gap if {
	unaccompanied.unaccompanied == [] with input as with_list({"SA": {"accompanying": 0}}, array.concat(posted(99), [{"location_type": "abroad"}]))
}

test_list_of_101_with_a_gap if {
	not unaccompanied.unaccompanied with input as with_list({"SA": {"accompanying": 0}}, array.concat(posted(100), [{"location_type": "abroad"}]))
}
