# METADATA
# title: Figures of the supplier list
# description: Shares are kept as amounts, so that rules compare crosswise and nothing is divided.
package derived.suppliers

import data.lib.figures
import data.lib.suppliers
import data.risk.supply.figures as limit

# METADATA
# title: 每行采购额（人民币）
# custom: {en: Spend of the row in CNY, unit: CNY, per: supplier, where: active, cells: {supplier: [annual_spend, currency]}}
spend_cny := suppliers.spend

# METADATA
# title: 每行预付金额（人民币）
# custom: {en: Prepayment of the row in CNY, unit: CNY, per: supplier, where: active, cells: {supplier: [annual_spend, currency, prepay_ratio]}}
prepay_exposure := {i: prepaid_amount |
	some i, amount in suppliers.spend
	prepaid_amount := input.suppliers[i].prepay_ratio * amount
}

# METADATA
# title: 有供应商的预付比例达到三成
# custom: {en: A supplier is prepaid 30% or more, where: active, monotone: true, cells: {supplier: [active, prepay_ratio]}}
large_prepayment := prepaid(figures.on(limit.prepayment))

prepaid(ratio) if {
	some i in suppliers.active
	input.suppliers[i].prepay_ratio >= ratio
} else := false

# METADATA
# title: 在用供应商清单采购额合计
# custom: {en: Spend of all active rows in CNY, unit: CNY, where: active, cells: {supplier: [active, annual_spend, currency]}}
list_total := sum([amount | some amount in suppliers.spend]) if {
	count(suppliers.spend) == count(suppliers.active)
}

# METADATA
# title: 计算占比的采购总额
# custom: {en: Purchases that shares are taken of, unit: CNY, where: active, cells: {company: [annual_purchases_cny], supplier: [active, annual_spend, currency]}}
purchases := input.company.annual_purchases_cny if {
	input.company.annual_purchases_cny >= list_total
} else := list_total
