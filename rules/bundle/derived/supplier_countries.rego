# METADATA
# title: Figures of supplier countries
# description: Where suppliers in use are. Hong Kong, Macao and Taiwan count by themselves.
package derived.supplier_countries

import data.derived.suppliers as list
import data.lib.figures
import data.lib.risk_tiers
import data.lib.suppliers
import data.risk.supply.figures as limit

# METADATA
# title: 采购最多的境外国家的采购额
# custom: {en: Spend in the foreign country bought from most, unit: CNY, where: active, cells: {supplier: [active, annual_spend, currency, country]}}
foreign_top := max(array.concat([0], [spend | some spend in suppliers.foreign_spend])) if list.list_total

# METADATA
# title: 采购最多的境外国家
# custom: {en: Foreign country bought from most, where: active, cells: {supplier: [active, annual_spend, currency, country]}}
foreign_top_countries := sort([iso | some iso, spend in suppliers.foreign_spend; spend == foreign_top]) if foreign_top >= 0

# METADATA
# title: 该国的风险等级
# custom: {en: Risk tier of that country, where: active, cells: {supplier: [active, annual_spend, currency, country]}}
foreign_top_tier := risk_tiers.worst({risk_tiers.of(iso) | some iso in foreign_top_countries})

# METADATA
# title: 有供应商在受制裁地区
# custom: {en: A supplier is in a sanctioned territory, where: active, monotone: true, cells: {supplier: [active, country]}}
sanctioned_supplier := any_in(figures.on(limit.sanctioned))

# METADATA
# title: 有供应商在全面制裁国家
# custom: {en: A supplier is in a fully embargoed country, where: active, monotone: true, cells: {supplier: [active, country]}}
embargoed_supplier := any_in(figures.on(limit.embargoed))

# METADATA
# title: 这些供应商所在的国家
# custom: {en: Countries of those suppliers, where: active, cells: {supplier: [active, country]}}
sanctioned_supplier_countries := sort([iso | some iso in figures.on(limit.sanctioned); iso in suppliers.countries])

any_in(named) if {
	some iso in named
	iso in suppliers.countries
} else := false
