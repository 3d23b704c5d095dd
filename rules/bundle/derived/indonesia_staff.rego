# METADATA
# title: Work in Indonesia
# description: Whether somebody works there; certain as soon as one does, or as soon as nobody can.
package derived.indonesia_staff

# METADATA
# title: 有员工在印尼从事工作
# custom: {en: Somebody works in Indonesia, enough: true, cells: {employee: [location_type, post_country, activity, work_permit_status]}}
indonesia_work_staff if {
	some row in input.employees
	row.location_type == "abroad"
	row.post_country == "ID"
	works(row)
} else := false if {
	every row in input.employees {
		no_work_in_indonesia(row)
	}
}

no_work_in_indonesia(row) if row.location_type == "CN"
no_work_in_indonesia(row) if row.post_country != "ID"

no_work_in_indonesia(row) if {
	row.activity
	row.work_permit_status
	not works(row)
}

works(row) if row.activity in {"hands_on_work", "construction", "management"}
works(row) if row.work_permit_status in {"held", "applied"}
