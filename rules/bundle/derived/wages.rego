# METADATA
# title: Wages of each employee
# description: Both sides are turned into CNY, so that nothing is divided. A minimum wage stands in the country table as min_wage_month, with its currency, an amount for the whole country and, where they differ, amounts by region.
package derived.wages

# METADATA
# title: 月工资（人民币）
# custom: {en: Monthly wage in CNY, unit: CNY, per: employee, cells: {employee: [monthly_wage, currency]}}
row_wage_cny := {i: wage |
	some i, row in input.employees
	wage := row.monthly_wage * input.context.fx[row.currency]
}

# METADATA
# title: 当地最低月工资（人民币）
# custom: {en: Minimum monthly wage there in CNY, unit: CNY, per: employee, cells: {employee: [post_country, post_region]}}
row_min_wage_cny := {i: least |
	some i, row in input.employees
	kept := data.countries[row.post_country].employee.min_wage_month
	least := amount(row, kept) * input.context.fx[kept.currency]
}

amount(row, kept) := kept.regions[row.post_region] if {
	row.post_region
	kept.regions[row.post_region]
} else := kept.amount
