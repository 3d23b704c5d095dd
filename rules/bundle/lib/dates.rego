# METADATA
# title: Days and months
# description: ISO dates are compared as text; these helpers move a date by days or months.
package lib.dates

day_ns := 86400000000000

# plus_days moves a date by whole days, forward or back.
plus_days(date, days) := time.format([time.parse_ns("2006-01-02", date) + (days * day_ns), "UTC", "2006-01-02"])

# plus_months moves a date by months: the same day of the later month, or its last day when it
# has no such day.
plus_months(date, months) := time.format([moved - overflow_ns(date, moved), "UTC", "2006-01-02"]) if {
	moved := time.add_date(time.parse_ns("2006-01-02", date), 0, months, 0)
}

overflow_ns(date, moved) := 0 if {
	day_of(time.parse_ns("2006-01-02", date)) == day_of(moved)
} else := day_of(moved) * day_ns

day_of(ns) := day if [_, _, day] := time.date(ns)

plus_years(date, years) := plus_months(date, 12 * years)

# first_start is the first day from which a period of months has not ended before a date: the line
# beside `plus_months(start, months) < date`. Moving back alone lands on a day too early at the end
# of a long month: a month from 28 February ends on 28 March, not on the 31st.
first_start(date, months) := back if {
	back := plus_months(date, 0 - months)
	plus_months(back, months) == date
} else := plus_days(plus_months(date, 0 - months), 1)

# last_start_years is the last day from which a period of years has ended by a date: the line beside
# `plus_years(start, years) <= date`.
last_start_years(date, years) := plus_days(first_start(plus_days(date, 1), 12 * years), -1)

# of_year gives a month and day (MM-DD) in the year of another date.
of_year(date, month_day) := concat("-", [substring(date, 0, 4), month_day])

# seconds_between is the second less the first of two local times.
nanoseconds_between(a, b) := time.parse_ns("2006-01-02T15:04:05", b) - time.parse_ns("2006-01-02T15:04:05", a)
