package lib.away_test

import data.lib.away

test_abroad if away.away with input.employee as {"location_type": "abroad"}

test_about_to_leave if away.away with input.employee as {"location_type": "CN", "planned_departure": "2027-01-10"}

test_at_home if not away.away with input.employee as {"location_type": "CN"}
