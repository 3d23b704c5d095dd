# METADATA
# title: Figures of the whole staff
# description: Whether there is anybody of a kind on the list. One such person is enough, whatever the empty cells of others hold.
package derived.staff

import data.derived.employees

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
	away(row)
	level := employees.level(row)
]

settled(row) if {
	away(row)
	employees.level(row)
}

settled(row) if {
	row.location_type == "CN"
	not row.planned_departure
}

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

# METADATA
# title: 有员工派往马来西亚
# custom: {en: Somebody is posted to Malaysia, monotone: true, cells: {employee: [post_country]}}
malaysia_staff if {
	some row in input.employees
	row.post_country == "MY"
} else := false

# METADATA
# title: 在华聘用外籍员工
# custom: {en: A foreigner is employed in China, enough: true, cells: {employee: [nationality, location_type, contract_type, left_at]}}
employs_foreigners if {
	some row in input.employees
	row.nationality != "CN"
	row.location_type == "CN"
	row.contract_type != "none"
	not row.left_at
} else := false if {
	every row in input.employees {
		no_foreigner_here(row)
	}
}

no_foreigner_here(row) if row.nationality == "CN"
no_foreigner_here(row) if row.location_type == "abroad"
no_foreigner_here(row) if row.contract_type == "none"
no_foreigner_here(row) if row.left_at

# METADATA
# title: 境外有第三方团队人员
# custom: {en: People of third parties work abroad for you, enough: true, cells: {employee: [location_type, employer_entity, contract_type]}}
third_party_teams if {
	some row in input.employees
	row.location_type == "abroad"
	of_third_party(row)
} else := false if {
	every row in input.employees {
		of_no_third_party(row)
	}
}

of_third_party(row) if row.employer_entity in {"dispatch_agency", "labour_coop_co", "contractor_sub"}
of_third_party(row) if row.contract_type in {"dispatch", "service", "outsourced"}

of_no_third_party(row) if row.location_type == "CN"

of_no_third_party(row) if {
	row.employer_entity
	row.contract_type
	not of_third_party(row)
}

away(row) if row.location_type == "abroad"
away(row) if row.planned_departure
