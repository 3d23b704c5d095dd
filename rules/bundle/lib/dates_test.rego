package lib.dates_test

import data.lib.dates

test_days_forward if dates.plus_days("2026-11-23", 8) == "2026-12-01"

test_days_back if dates.plus_days("2026-03-01", -1) == "2026-02-28"

test_same_day_of_the_month if dates.plus_months("2026-01-15", 1) == "2026-02-15"

test_last_day_when_the_month_is_shorter if dates.plus_months("2026-01-31", 1) == "2026-02-28"

test_leap_day_a_year_on if dates.plus_years("2024-02-29", 1) == "2025-02-28"

test_day_of_the_year if dates.of_year("2026-11-23", "06-30") == "2026-06-30"

test_a_day_in_nanoseconds if dates.nanoseconds_between("2026-11-22T09:00:00", "2026-11-23T09:00:00") == dates.day_ns

test_first_start_of_a_period if {
	dates.first_start("2026-11-26", 6) == "2026-05-26"
	dates.first_start("2026-03-28", 1) == "2026-02-28"
	dates.first_start("2026-02-28", 1) == "2026-01-28"
}

test_first_start_where_the_month_has_no_such_day if {
	dates.first_start("2026-03-31", 1) == "2026-03-01"
	dates.first_start("2026-08-31", 6) == "2026-03-01"
	dates.first_start("2024-02-29", 12) == "2023-03-01"
}

# A day earlier the period is over, on the day itself it is not.
test_first_start_is_a_line_on_every_day if {
	every date in {"2026-02-28", "2026-03-01", "2026-03-28", "2026-03-31", "2026-08-31", "2026-12-31"} {
		start := dates.first_start(date, 6)
		dates.plus_months(start, 6) >= date
		dates.plus_months(dates.plus_days(start, -1), 6) < date
	}
}

test_last_start_of_years if {
	dates.last_start_years("2026-11-23", 1) == "2025-11-23"
	dates.last_start_years("2025-02-28", 1) == "2024-02-29"
}

test_months_back_to_a_shorter_one if dates.plus_months("2026-03-31", -1) == "2026-02-28"

test_months_over_the_end_of_a_year if dates.plus_months("2026-11-30", 3) == "2027-02-28"

test_leap_day_in_a_leap_year if dates.plus_months("2028-01-31", 1) == "2028-02-29"

test_days_over_a_leap_day if dates.plus_days("2028-02-28", 1) == "2028-02-29"
