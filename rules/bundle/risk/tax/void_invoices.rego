# METADATA
# title: 发票作废红冲偏多
# description: 单月发票作废和红冲的比率达到 20%。反复作废再重开，容易被系统提示。20% 是业内经验线，不是法律规定。
# custom:
#   id: TAX-055
#   scope: company
#   severity: low
#   theme: filing
#   basis_kind: practice
#   basis:
#     - {source: GT4, article: 非官方}
#   remedy:
#     - 核对业务是否真实
#     - 规范开票时点
#   evidence: [开票明细]
#   effort: {days: 5, source: house}
#   lifecycle: stable
#   en:
#     title: Many invoices voided or reversed
#     why: In one month 20% or more of the invoices were voided or reversed. Voiding and reissuing again and again tends to be flagged. 20% is trade experience, not law.
#     remedy:
#       - Check that the business is real
#       - Fix when invoices are issued
#     evidence: [Invoice details]
package risk.tax.void_invoices

import data.lib.figures
import data.risk.tax.figures as limit

fires if input.company.void_rate >= figures.on(limit.void_rate_line)

evidence["void_rate"] := input.company.void_rate

lines["void_rate"] := figures.on(limit.void_rate_line)
