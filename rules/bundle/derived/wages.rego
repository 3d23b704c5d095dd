# METADATA
# title: Wages of each employee
# description: Both sides are turned into CNY, so that nothing is divided.
package derived.wages

import data.lib.minimum_wages

# METADATA
# title: 月工资（人民币）
# custom: {en: Monthly wage in CNY, unit: CNY, per: employee, cells: {employee: [monthly_wage, currency]}}
row_wage_cny := {i: wage |
	some i, row in input.employees
	wage := row.monthly_wage * input.context.fx[row.currency]
}

# A null says that the table has nothing for the place, so that nobody is asked for a wage in vain.
# Where it depends on the region, the region is asked.
# METADATA
# title: 当地最低月工资（人民币）
# custom: {en: Minimum monthly wage there in CNY, unit: CNY, per: employee, cells: {employee: [post_country, post_region]}, ask: [post_region]}
row_min_wage_cny := {i: least |
	some i, row in input.employees
	row.post_country
	not region_open(row)
	least := in_cny(row)
}

# METADATA
# title: 没有当地最低工资的数
# custom: {en: No minimum wage is kept for the place, per: employee, cells: {employee: [post_country]}}
row_min_wage_lacking := {i: false |
	some i, row in input.employees
	in_cny(row) != null
}

# A listed country without a row has none, as the fact file wants it; of any other nobody can say.
# METADATA
# title: 有当地最低工资可比
# custom: {en: There is a minimum wage to be held to, per: employee, cells: {employee: [post_country, post_region]}, ask: [post_region]}
row_min_wage_kept := {i: kept |
	some i, row in input.employees
	row.post_country
	not region_open(row)
	kept := is_kept(row)
}

is_kept(row) if minimum_wages.of(row)

else := false if data.countries[row.post_country].employee.work_permit

else := true

region_open(row) if {
	row.post_country in minimum_wages.by_region
	not row.post_region
}

in_cny(row) := kept.value * input.context.fx[kept.currency] if kept := minimum_wages.of(row)

else := null
