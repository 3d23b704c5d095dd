package lib.hours_test

import data.lib.hours

test_a_day_to_the_second if not hours.beyond("2026-11-18T18:00:00", "2026-11-19T18:00:00", 24)

test_a_second_more if hours.beyond("2026-11-18T18:00:00", "2026-11-19T18:00:01", 24)

test_before_it_began if not hours.beyond("2026-11-18T18:00:00", "2026-11-17T18:00:00", 24)
