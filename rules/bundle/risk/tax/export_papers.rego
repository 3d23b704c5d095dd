# METADATA
# title: 备案单证保存年限不足十年
# description: 出口备案单证的制度保存年限不到 10 年。2026 年 1 月 1 日起保存期由 5 年改为 10 年，旧制度普遍写 5 年，容易被忽略；查验时会拿不出单证。
# custom:
#   id: TAX-031
#   scope: company
#   severity: low
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: STA2026-5, article: 第45条第2款}
#     - {source: G2022-9, article: 旧5年}
#   remedy:
#     - 把制度改为保存 10 年
#     - 仍在保存期内的旧单证停止销毁
#   evidence: [档案管理制度]
#   effort: {days: 3, source: house}
#   effective_from: "2026-01-01"
#   lifecycle: stable
#   en:
#     title: Export papers kept for less than ten years
#     why: Your rule keeps export record papers for less than 10 years. From 1 January 2026 the period is 10 years instead of 5. Many older rules still say 5, and the papers will be missing when they are checked.
#     remedy:
#       - Change the rule to 10 years
#       - Stop destroying older papers that are still within their period
#     evidence: [The records management rule]
package risk.tax.export_papers

import data.lib.figures
import data.risk.tax.figures as limit

applies if input.company.exporter

fires if input.company.docs_keep_years < figures.on(limit.export_papers_years)

evidence["docs_keep_years"] := input.company.docs_keep_years

lines["docs_keep_years"] := figures.on(limit.export_papers_years)
