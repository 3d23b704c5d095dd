# METADATA
# title: Figures of what suppliers in use bring along
# description: Large rows, payees that differ, hits on Chinese lists.
package derived.supplier_risks

import data.derived.suppliers as list
import data.lib.amounts
import data.lib.figures
import data.lib.suppliers
import data.risk.supply.figures as limit

# METADATA
# title: 有供应商占采购额 5% 以上
# custom: {en: A supplier makes up 5% of purchases or more, where: active, cells: {company: [annual_purchases_cny], supplier: [active, annual_spend, currency]}}
large_supplier := large(figures.on(limit.large_row_share)) if list.list_total

large(percent) if {
	some spend in suppliers.spend
	amounts.share_reaches(spend, list.purchases, percent)
} else := false

# METADATA
# title: 有供应商的收款人与合同方不一致
# custom: {en: A supplier's payee differs from the contract party, where: active, monotone: true, cells: {supplier: [active, payee_matches]}}
payee_differs if {
	some i in suppliers.active
	input.suppliers[i].payee_matches == false
} else := false

# METADATA
# title: 有供应商命中中国名单
# custom: {en: A supplier is on a Chinese list, where: active, monotone: true, cells: {supplier: [active, screen_result]}}
chinese_list_supplier if {
	some i in suppliers.active
	input.suppliers[i].screen_result == "HIT_CN"
} else := false
