# METADATA
# title: Figures of the supplier list
# description: Shares are kept as amounts, so that rules compare crosswise and nothing is divided.
package derived.suppliers

# METADATA
# title: 每行采购额(人民币)
# custom: {en: Spend of the row in CNY, unit: CNY, per: supplier, where: active, cells: {supplier: [annual_spend, currency]}}
spend_cny[i] := row.annual_spend * input.context.fx[row.currency] if {
	some i, row in input.suppliers
	row.active
}

# METADATA
# title: 在用供应商清单采购额合计
# custom: {en: Spend of all active rows in CNY, unit: CNY, where: active, cells: {supplier: [active, annual_spend, currency]}}
list_total := total if {
	total := sum([amount | some amount in spend_cny])
	count(spend_cny) == count(active)
}

# METADATA
# title: 计算占比的采购总额
# custom: {en: Purchases that shares are taken of, unit: CNY, where: active, cells: {company: [annual_purchases_cny], supplier: [active, annual_spend, currency]}}
purchases := input.company.annual_purchases_cny if {
	input.company.annual_purchases_cny >= list_total
} else := list_total

# METADATA
# title: 最大供应商集团的采购额
# custom: {en: Spend with the largest supplier group, unit: CNY, where: active, cells: {supplier: [active, annual_spend, currency, group_id]}}
top_group := max([amount | some amount in group_spend]) if {
	list_total
	count(group_spend) > 0
} else := 0 if list_total == 0

# METADATA
# title: 供应商集团数
# custom: {en: Number of supplier groups, where: active, cells: {supplier: [active, group_id]}}
group_count := count({group(row) | some row in active})

active := [row | some row in input.suppliers; row.active]

group(row) := row.group_id if {
	row.group_id
} else := row.registry_id if {
	row.registry_id
} else := row.supplier_name

group_spend[name] := amount if {
	some name in {group(row) | some row in active}
	amount := sum([spend_cny[i] | some i, row in input.suppliers; row.active; group(row) == name])
}
