# METADATA
# title: Who is employed in China
# description: A person in China with a contract of any kind who has not left; and who of them is a foreigner.
package lib.employed_here

employed_here if {
	input.employee.location_type == "CN"
	input.employee.contract_type != "none"
	not input.employee.left_at
}

foreigner if {
	input.employee.nationality != "CN"
	employed_here
}
