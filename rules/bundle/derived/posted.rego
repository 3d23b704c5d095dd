# METADATA
# title: Figures of those who were sent abroad
# description: Proposals for questions that the employee list answers already.
package derived.posted

# METADATA
# title: 清单里派到境外的中国籍员工人数
# custom: {en: Chinese staff on the list who work abroad, unit: persons, cells: {employee: [location_type, left_at, nationality]}}
posted_from_china := count([row |
	some row in input.employees
	row.location_type == "abroad"
	row.nationality == "CN"
	not row.left_at
])
