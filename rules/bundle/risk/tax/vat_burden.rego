# METADATA
# title: 增值税税负率偏离行业
# description: 增值税税负率比行业平均低 20% 以上，容易被系统提示。20% 是业内经验线，没有法律规定；出口企业要先剔除免抵退的影响。
# custom:
#   id: TAX-049
#   scope: company
#   severity: low
#   theme: filing
#   basis_kind: practice
#   basis:
#     - {source: GT4, article: 非官方}
#   remedy:
#     - 写好税负差异说明
#     - 核查留抵和出口退税的口径
#   evidence: [近 12 个月申报表, 行业数据]
#   effort: {days: 5, source: house}
#   lifecycle: stable
#   en:
#     title: VAT burden well below the trade
#     why: Your VAT burden is more than 20% below the average of the trade, which computer checks tend to flag. 20% is trade experience, not law; exporters must take refunds out first.
#     remedy:
#       - Write down why the burden differs
#       - Check how credits carried forward and export refunds are counted
#     evidence: [Returns of the last 12 months, Data of the trade]
package risk.tax.vat_burden

import data.lib.amounts
import data.lib.figures
import data.risk.tax.figures as limit

fires if {
	input.company.vat_burden_ind > 0
	amounts.above(100 * (input.company.vat_burden_ind - input.company.vat_burden), figures.on(limit.vat_burden_gap) * input.company.vat_burden_ind)
}

evidence["vat_burden"] := input.company.vat_burden
evidence["vat_burden_ind"] := input.company.vat_burden_ind

lines["vat_burden"] := figures.on(limit.vat_burden_gap)
