# METADATA
# title: Travel risk of the staff
# description: The worst level is certain once it is red, or once the level of everybody who is away is known.
package derived.travel_risk

import data.derived.employees
import data.derived.staff_abroad

# METADATA
# title: 在外和将出境人员所在地的最高安全风险等级
# custom: {en: Worst travel-risk level of those abroad or about to leave, enough: true, cells: {employee: [location_type, planned_departure, mfa, post_country, post_region]}}
worst_mfa_level := "red" if {
	"red" in levels
} else := [level | some level in ["orange", "yellow", "blue"]; level in levels][0] if {
	every row in input.employees {
		settled(row)
	}
}

levels := [level |
	some row in input.employees
	staff_abroad.away(row)
	level := employees.level(row)
]

settled(row) if {
	staff_abroad.away(row)
	employees.level(row)
}

settled(row) if {
	row.location_type == "CN"
	not row.planned_departure
}
