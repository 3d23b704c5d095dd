# METADATA
# title: Figures of the employee list
# description: What a row says itself comes before the daily tables.
package derived.employees

# METADATA
# title: 所在地的安全风险等级
# custom: {en: Travel-risk level of the place, per: employee, cells: {employee: [mfa, post_country, post_region]}, ask: [mfa], enough: true}
row_mfa_level := {i: level(row) | some i; row := input.employees[i]}

level(row) := row.mfa if {
	row.mfa
} else := input.context.mfa[concat("/", [row.post_country, row.post_region])] if {
	row.post_region
	input.context.mfa[concat("/", [row.post_country, row.post_region])]
} else := input.context.mfa[row.post_country]
