# METADATA
# title: Figures of supplier groups
# description: Suppliers of one group count as one. A group whose spend is open leaves them open.
package derived.supplier_groups

import data.derived.suppliers as list
import data.lib.amounts
import data.lib.suppliers

# METADATA
# title: 最大供应商集团的采购额
# custom: {en: Spend with the largest supplier group, unit: CNY, where: active, cells: {supplier: [active, annual_spend, currency, group_id]}}
top_group := max(array.concat([0], spends)) if list.list_total

# METADATA
# title: 最大三个供应商集团的采购额合计
# custom: {en: Spend with the three largest supplier groups, unit: CNY, where: active, cells: {supplier: [active, annual_spend, currency, group_id]}}
top_three_groups := sum(array.slice(spends, max([0, count(spends) - 3]), count(spends))) if list.list_total

# METADATA
# title: 供应商集团数
# custom: {en: Number of supplier groups, where: active, cells: {supplier: [active, group_id]}}
group_count := count(suppliers.groups)

# METADATA
# title: 采购集中度指数 HHI
# custom: {en: Concentration index of suppliers (HHI), unit: "points, 0-10000", where: active, cells: {company: [annual_purchases_cny], supplier: [active, annual_spend, currency, group_id]}}
hhi := amounts.points_of(sum([square | some spend in spends; square := spend * spend]), list.purchases * list.purchases)

# spends are the spends of the groups, the smallest first.
spends := sort([spend | some spend in suppliers.group_spend])
