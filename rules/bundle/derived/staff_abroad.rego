# METADATA
# title: Staff abroad
# description: Whether there is anybody abroad, about to leave, or posted to a country with a rule of its own. One such person is enough, whatever the empty cells of others hold.
package derived.staff_abroad

# METADATA
# title: 有员工在境外
# custom: {en: Somebody works abroad, monotone: true, cells: {employee: [location_type, left_at]}}
staff_abroad if {
	some row in input.employees
	row.location_type == "abroad"
	not row.left_at
} else := false

# METADATA
# title: 有员工在境外或即将出境
# custom: {en: Somebody is abroad or about to leave, monotone: true, cells: {employee: [location_type, planned_departure]}}
overseas_travellers if {
	some row in input.employees
	away(row)
} else := false

# METADATA
# title: 有员工派往马来西亚
# custom: {en: Somebody is posted to Malaysia, monotone: true, cells: {employee: [post_country]}}
malaysia_staff if {
	some row in input.employees
	row.post_country == "MY"
} else := false

away(row) if row.location_type == "abroad"
away(row) if row.planned_departure
