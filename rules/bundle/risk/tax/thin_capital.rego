# METADATA
# title: 关联借款过多或有成本分摊，却没有特殊事项文档
# description: 关联债权投资超过权益投资的 2 倍（金融企业 5 倍），或者有成本分摊协议，却没有特殊事项文档。超过比例的利息不能扣除，也不能结转；付给境外的可能视同股息。只与境内关联方往来的可以不备。
# custom:
#   id: TAX-018
#   scope: company
#   severity: medium
#   theme: transfer_pricing
#   basis_kind: law
#   basis: [{source: EITL, article: 第46条}, {source: CS2008-121, article: ""}, {source: G2016-42, article: 第十五—十八条}]
#   remedy:
#     - 计算不能扣除的利息，并调增应纳税所得额
#     - 补编特殊事项文档，证明符合独立交易原则
#     - 把部分债务转为股权
#   evidence: [关联债权明细, 利率可比分析]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Heavy related-party debt or cost sharing without a special-issue file
#     why: Related-party debt is above 2 times equity (5 times for a financial enterprise), or there is a cost-sharing agreement, and no special-issue file. Interest above the ratio is not deductible and cannot be carried forward; paid abroad it may be treated as a dividend. Dealings with related parties in China only need no file.
#     remedy:
#       - Work out the interest that is not deductible and add it back
#       - Prepare the special-issue file and show that terms are at arm's length
#       - Turn part of the debt into equity
#     evidence: [Details of related-party debt, A comparison of interest rates]
package risk.tax.thin_capital

import data.lib.amounts
import data.lib.figures
import data.risk.tax.figures as limit

applies if {
	input.company.has_rpt
	input.company.rpt_cross_border
}

fires if {
	input.company.special_file_ready == false
	needs_a_file
}

needs_a_file if input.company.csa
needs_a_file if over(figures.on(limit.debt_ratio_financial))

needs_a_file if {
	input.company.is_financial == false
	over(figures.on(limit.debt_ratio))
}

over(times) if {
	input.company.equity > 0
	amounts.above(input.company.rp_debt, times * input.company.equity)
}

evidence["special_file_ready"] := input.company.special_file_ready
evidence["rp_debt"] := input.company.rp_debt
evidence["equity"] := input.company.equity
evidence["csa"] := input.company.csa
