# METADATA
# title: 涉嫌骗取出口退税达到刑事线
# description: 自查涉嫌不该退而退的出口退税达到 10 万元，属于数额较大；50 万元以上为数额巨大，500 万元以上为数额特别巨大。最高可判无期徒刑，并处 1 至 5 倍罚金；行政上可以停止退税权。
# custom:
#   id: TAX-047
#   scope: company
#   severity: critical
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: CL204, article: 第204条}
#     - {source: TCAL, article: 第66条}
#     - {source: FS2024-4, article: 第七、八条}
#   remedy:
#     - 立即停止申报，保全证据
#     - 聘请刑事和税务律师
#     - 评估主动补缴
#   evidence: [退税申报, 单证与资金流]
#   effort: {days: 30, source: house}
#   effective_from: "2024-03-20"
#   lifecycle: stable
#   en:
#     title: Suspected export-refund fraud at the criminal line
#     why: By your own check, refunds that should not have been paid reach CNY 100,000, a large amount; from 500,000 it is huge, from 5 million extremely huge. The worst penalty is life imprisonment with a fine of 1 to 5 times, and the right to refunds may be suspended.
#     remedy:
#       - Stop claiming at once and preserve the evidence
#       - Take a criminal and a tax lawyer
#       - Consider paying it back on your own
#     evidence: [Refund claims, Papers and the flow of money]
package risk.tax.refund_fraud

import data.lib.figures
import data.risk.tax.figures as limit

fires if input.company.fraud_refund >= figures.on(limit.refund_fraud_line)

evidence["fraud_refund"] := input.company.fraud_refund

lines["fraud_refund"] := figures.on(limit.refund_fraud_line)
