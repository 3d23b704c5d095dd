# METADATA
# title: People of third parties
# description: Whether there are such teams abroad; certain as soon as there is one, or as soon as nobody can belong to one.
package derived.third_parties

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
