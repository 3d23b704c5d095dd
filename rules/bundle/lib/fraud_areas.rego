# METADATA
# title: Fraud hot spots
# description: Countries, and regions of countries, that the anti-fraud notices name on the day. The list is closed, so that a place without a row is not one of them.
package lib.fraud_areas

countries contains row.country if {
	some row in named
	row.region == "*"
}

regions[row.country] contains row.region if {
	some row in named
	row.region != "*"
}

named contains row if {
	some row in data.tables.fraud_areas.rows
	row.from <= input.as_of
	not ended(row)
}

ended(row) if row.to < input.as_of
