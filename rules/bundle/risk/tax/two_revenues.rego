# METADATA
# title: 所得税收入低于增值税销售额
# description: 企业所得税的营业收入，低于增值税销售额（含免抵退）的 90%。这是税务机关的常规比对项；要先剔除资产处置、视同销售和时点差。90% 是业内经验线，不是法律规定。
# custom:
#   id: TAX-056
#   scope: company
#   severity: medium
#   theme: filing
#   basis_kind: practice
#   basis:
#     - {source: GT4, article: 非官方}
#   remedy:
#     - 编制差异表并保存
#     - 少计的部分更正申报
#   evidence: [两税收入差异调节表]
#   effort: {days: 10, source: house}
#   lifecycle: stable
#   en:
#     title: Income tax revenue below VAT sales
#     why: Revenue in the income tax return is under 90% of the sales in the VAT returns, exports under refund included. The two are compared as a routine; take out asset sales, deemed sales and timing first. 90% is trade experience, not law.
#     remedy:
#       - Prepare a reconciliation and keep it
#       - Correct the return for what was left out
#     evidence: [The reconciliation of the two returns]
package risk.tax.two_revenues

import data.lib.amounts
import data.lib.figures
import data.risk.tax.figures as limit

fires if {
	input.company.vat_rev > 0
	amounts.below(100 * input.company.cit_rev, figures.on(limit.revenue_share) * input.company.vat_rev)
}

evidence["cit_rev"] := input.company.cit_rev
evidence["vat_rev"] := input.company.vat_rev

lines["cit_rev"] := figures.on(limit.revenue_share)
