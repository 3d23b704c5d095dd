# METADATA
# title: 海外应收逾期偏高
# description: 逾期 60 天以上的应收占海外应收的一成以上，到两成为高。它压住现金流，影响出口退税的收汇，也可能错过信保报损的期限。这些线都是行业经验，不是法律规定；国际货物买卖合同的诉讼时效是 4 年。
# custom:
#   id: SCM-015
#   scope: company
#   severity: [high, medium]
#   theme: due_diligence
#   basis_kind: house
#   basis:
#     - {source: HOUSE, article: ""}
#     - {source: SINOSURE, article: ""}
#     - {source: CIVIL-CODE, article: 第594条}
#   remedy: [买家逾期期间不再出运, 在保单规定的期限内，向保险公司报可能损失, 发律师函，留好 4 年时效的证据]
#   evidence: [应收账龄表]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Overdue export receivables high
#     why: Receivables overdue by more than 60 days make up 10% or more of what foreign buyers owe; from 20% the risk is high. They hold cash back, touch the collection that export refunds depend on, and may run past the time for reporting a loss to the credit insurer. These lines are trade experience, not law; the limitation period of international sales is four years.
#     remedy:
#       - Stop shipments to buyers in arrears
#       - Report the possible loss within the time of the policy
#       - Send a lawyer's letter and keep evidence for the four-year limitation
#     evidence: [The ageing table of receivables]
package risk.supply.overdue_receivables

import data.lib.figures
import data.risk.supply.figures as limit

fires if input.company.ar_overdue60_ratio >= figures.on(limit.overdue_share)

severity := "high" if input.company.ar_overdue60_ratio >= figures.on(limit.overdue_share_high)

else := "medium"

evidence["ar_overdue60_ratio"] := input.company.ar_overdue60_ratio

lines["ar_overdue60_ratio"] := figures.on(limit.overdue_share)
