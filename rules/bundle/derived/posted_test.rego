package derived.posted_test

import data.derived.posted

abroad := {"location_type": "abroad", "nationality": "CN"}

test_those_abroad_count if posted.posted_from_china == 2 with input.employees as [abroad, abroad]

test_those_at_home_do_not if posted.posted_from_china == 0 with input.employees as [{"location_type": "CN", "nationality": "CN"}]

test_local_staff_do_not if posted.posted_from_china == 0 with input.employees as [{"location_type": "abroad", "nationality": "VN"}]

test_those_who_left_do_not if posted.posted_from_china == 1 with input.employees as [abroad, object.union(abroad, {"left_at": "2026-01-31T18:00:00"})]

test_nobody if posted.posted_from_china == 0 with input.employees as []
