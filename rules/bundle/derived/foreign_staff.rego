# METADATA
# title: Foreign staff in China
# description: Whether a foreigner is employed at home; certain as soon as one is, or as soon as nobody can be.
package derived.foreign_staff

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
