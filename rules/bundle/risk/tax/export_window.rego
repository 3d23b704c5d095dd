# METADATA
# title: 出口三十六个月未申报会视同内销
# description: 最早一票没有申报退（免）税的报关单，距出口已满 30 个月。超过 36 个月就视同向境内销售征税，由退税变为按 13% 等税率缴销项税。30 个月的预警线是行业经验，不是法律规定。2026 年 1 月 1 日前出口的，过渡口径来源不一，需要人工复核。
# custom:
#   id: TAX-033
#   scope: company
#   severity: high
#   theme: filing
#   basis_kind: house
#   basis:
#     - {source: VATR, article: "36个月,条号待核"}
#     - {source: MOF2026-11, article: ""}
#   remedy:
#     - 按报关单建账龄表
#     - 分为可退、可免、应征三类处理
#     - 30 个月前完成申报
#   evidence: [报关单台账, 未申报清单]
#   effort: {days: 15, source: house}
#   effective_from: "2026-01-01"
#   lifecycle: stable
#   en:
#     title: Exports not declared for refund within 36 months are taxed as domestic sales
#     why: The oldest customs declaration without a refund or exemption claim is 30 months old or more. After 36 months the goods are taxed as if sold in China, so a refund turns into output tax at 13% or another rate. The 30-month warning is trade experience, not law. For exports before 1 January 2026 sources differ on the transition, so a person must look.
#     remedy:
#       - List customs declarations by age
#       - Sort them into refund, exemption and tax due
#       - Declare before they are 30 months old
#     evidence: [The register of customs declarations, A list of those not declared]
package risk.tax.export_window

import data.lib.figures
import data.risk.tax.figures as limit

applies if input.company.exporter

fires if input.company.oldest_undeclared_m >= figures.on(limit.export_window_warning)

manual if input.company.oldest_export_after_2026 == false

evidence["oldest_undeclared_m"] := input.company.oldest_undeclared_m

lines["oldest_undeclared_m"] := figures.on(limit.export_window_warning)
