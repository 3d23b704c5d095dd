# METADATA
# title: 有 DAC6 特征的安排没有评估或报送
# description: 涉及欧盟的跨境安排带有特征，例如向低税或零税的关联方付可扣除的款，或者转移功能使息税前利润降 50%，却没有评估，或者没有在 30 日内报送。中介或纳税人有报送义务，罚款很高。
# custom:
#   id: TAX-081
#   scope: presence
#   severity: medium
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: DAC6, article: ""}
#   remedy:
#     - 做特征评估备忘录
#     - 与中介确认由谁报送
#   evidence: [安排说明, 报送编号]
#   deadline: {zh: 30 日内报送, en: Report within 30 days}
#   effort: {days: 15, source: house}
#   effective_from: "2020-07-01"
#   lifecycle: draft
#   en:
#     title: Arrangement with DAC6 hallmarks not assessed or reported
#     why: A cross-border arrangement that touches the EU has hallmarks, such as deductible payments to related parties taxed at little or nothing, or moved functions that cut operating profit by 50%, and was not assessed or not reported within 30 days. Intermediaries or taxpayers must report, and fines are high.
#     remedy:
#       - Write a memorandum on the hallmarks
#       - Agree with the intermediary who reports
#     evidence: [A description of the arrangement, The number of the report]
package risk.tax.reportable_arrangement

import data.lib.european_union

applies if european_union.member

fires if input.presence.dac6

evidence["dac6"] := input.presence.dac6
