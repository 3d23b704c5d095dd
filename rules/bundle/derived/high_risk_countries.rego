# METADATA
# title: Suppliers in high-risk countries
# description: Of suppliers in use; the tier of a country is that of the day.
package derived.high_risk_countries

import data.derived.suppliers as list
import data.lib.figures
import data.lib.risk_tiers
import data.lib.suppliers
import data.risk.supply.figures as limit

# METADATA
# title: 从高风险国家的采购额
# custom: {en: Spend in high-risk countries, unit: CNY, where: active, cells: {supplier: [active, annual_spend, currency, country]}}
high_risk_spend := sum([spend |
	some iso, spend in suppliers.foreign_spend
	risk_tiers.of(iso) == "high"
]) if {
	list.list_total
	figures.on(limit.high_risk_extra)
}

# METADATA
# title: 供应商所在的高风险国家
# custom: {en: High-risk countries of suppliers, where: active, cells: {supplier: [active, country]}}
high_risk_countries := sort([iso |
	some iso in suppliers.countries
	risk_tiers.of(iso) == "high"
])

# METADATA
# title: 有关键料来自高风险国家
# custom: {en: A critical part comes from a high-risk country, where: [active, critical], monotone: true, cells: {supplier: [active, critical, country]}}
critical_high_risk if {
	some i, iso in suppliers.country_of
	input.suppliers[i].critical
	iso in high_risk_countries
} else := false
