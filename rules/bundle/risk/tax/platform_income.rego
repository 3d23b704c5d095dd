# METADATA
# title: 平台数据高于申报收入
# description: 申报收入比平台的销售净额少了 10% 以上。平台从 2025 年 10 月起按季向税务机关报送经营者身份和收入。10% 是预警线，不是法律规定；法律要求的是如实申报。
# custom:
#   id: TAX-045
#   scope: company
#   severity: high
#   theme: filing
#   basis_kind: house
#   basis:
#     - {source: SC810, article: 第2—4条}
#     - {source: TCAL, article: 第63条}
#   remedy:
#     - 编制平台、账、税三方调节表
#     - 补申报少报的收入
#     - 剔除退货与平台费用时，留好依据
#   evidence: [平台结算报表, 申报表, 差异调节表]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Platforms show more than was declared
#     why: The income declared falls short of net sales on the platforms by more than 10% of those sales. Since October 2025 platforms report sellers and their income to the tax office each quarter. 10% is a warning line, not law; the law asks you to declare all of it.
#     remedy:
#       - Reconcile platforms, books and returns
#       - Declare the income that was left out
#       - Keep proof for returns and platform fees taken off
#     evidence: [Platform settlement reports, Tax returns, The reconciliation]
package risk.tax.platform_income

import data.lib.amounts
import data.lib.figures
import data.risk.tax.figures as limit

applies if input.company.ecommerce

fires if {
	input.company.platform_income > 0
	amounts.above(100 * (input.company.platform_income - input.company.declared_income), figures.on(limit.platform_gap) * input.company.platform_income)
}

evidence["platform_income"] := input.company.platform_income
evidence["declared_income"] := input.company.declared_income

lines["platform_income"] := figures.on(limit.platform_gap)
