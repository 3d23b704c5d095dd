# METADATA
# title: Amounts and shares
# description: A share is never divided out; both sides are multiplied. Amounts with decimals carry noise in the last of their nineteen digits, so a trillionth is not told apart.
package lib.amounts

# reaches: x is at least y.
reaches(x, y) if 1000000000000 * x >= 999999999999 * y

# below: x is less than y.
below(x, y) if 1000000000000 * x < 999999999999 * y

# above: x is more than y.
above(x, y) if 999999999999 * x > 1000000000000 * y

# share_reaches: the share that part has of whole, rounded to six decimals, is at least so many
# percent. Of nothing there is no share.
share_reaches(part, whole, percent) if {
	whole > 0
	10000000 * part >= ((100000 * percent) - 5) * whole
}

# points_of gives the ten-thousandths that part is of whole, rounded down: first the hundreds,
# then what is between them, for there is no division.
points_of(part, whole) := steps(part, whole, hundreds, 1, 99) if {
	whole > 0
	hundreds := steps(part, whole, 0, 100, 100)
}

steps(part, whole, from, step, most) := max([points |
	some n in numbers.range(0, most)
	points := from + (step * n)
	reaches(10000 * part, points * whole)
])
