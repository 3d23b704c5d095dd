# METADATA
# title: Hours between two times
# description: Local times of day, compared to the second.
package lib.hours

import data.lib.dates

# beyond: more than so many hours lie between two times.
beyond(earlier, later, hours) if 24 * dates.nanoseconds_between(earlier, later) > hours * dates.day_ns
