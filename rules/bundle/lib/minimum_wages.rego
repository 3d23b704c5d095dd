# METADATA
# title: Minimum wages
# description: The table that a data keeper maintains, as it stands on the day. A region goes before the whole country.
package lib.minimum_wages

# of gives the row that holds for an employee. A region without a row of its own counts as the country.
of(employee) := row if {
	row := in_force[employee.post_country][employee.post_region]
} else := in_force[employee.post_country]["*"]

# by_region are the countries in which it depends on the region.
by_region contains country if {
	some country, rows in in_force
	some region, _ in rows
	region != "*"
}

in_force[row.country][row.region] := row if {
	some row in data.tables.minimum_wages.rows
	row.from == max(begun[row.country][row.region])
}

begun[row.country][row.region] contains row.from if {
	some row in data.tables.minimum_wages.rows
	row.from <= input.as_of
}
