# METADATA
# title: 境外分公司的亏损抵了境内盈利
# description: 汇总缴纳企业所得税时，用境外营业机构的亏损抵减了境内的盈利。法律明确禁止这样做。
# custom:
#   id: TAX-011
#   scope: presence
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: EITL, article: 第17条}
#     - {source: CS125, article: 第三条第五项}
#   remedy:
#     - 调增境内应纳税所得额，并更正申报
#     - 按国别单独结转非实际亏损
#   evidence: [年报 A108000 系列表, 分支机构报表]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Losses of a branch abroad set off against profits in China
#     why: When income tax was worked out for the whole company, losses of a place of business abroad were set off against profits in China. The law forbids this outright.
#     remedy:
#       - Raise the taxable income in China and correct the return
#       - Carry notional losses forward country by country
#     evidence: [Schedules A108000 of the annual return, The branch accounts]
package risk.tax.branch_losses

applies if input.presence.form == "branch"

fires if input.presence.branch_loss_used

evidence["branch_loss_used"] := input.presence.branch_loss_used
