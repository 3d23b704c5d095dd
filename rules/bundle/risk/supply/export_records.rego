# METADATA
# title: 两用物项的出口资料保存不到 5 年
# description: 出口管制物项，资料却保存不到 5 年。两用物项出口管制条例第27条要求，出口合同、发票、单据、业务函电等资料至少保存 5 年；查到时拿不出来，就证明不了当时合规。
# custom:
#   id: SCM-039
#   scope: company
#   severity: medium
#   theme: trade_control
#   basis_kind: law
#   basis:
#     - {source: DUR-2024, article: 第27条}
#   remedy: [合同、发票、单据、函电电子归档，保存 5 年以上]
#   evidence: [档案管理制度]
#   effort: {days: 15, source: house}
#   effective_from: "2024-12-01"
#   lifecycle: stable
#   en:
#     title: Dual-use export records kept for less than five years
#     why: You export controlled items but keep the records for less than five years. Article 27 of the dual-use regulation wants contracts, invoices, papers and correspondence kept for at least five; without them you cannot show later that you complied.
#     remedy:
#       - Archive contracts, invoices, papers and correspondence electronically for five years or more
#     evidence: [The records management rule]
package risk.supply.export_records

import data.lib.figures
import data.risk.supply.figures as limit

applies if input.company.exports_controlled_item

fires if input.company.dual_use_record_years < figures.on(limit.dual_use_record_years)

evidence["exports_controlled_item"] := input.company.exports_controlled_item
evidence["dual_use_record_years"] := input.company.dual_use_record_years

lines["dual_use_record_years"] := figures.on(limit.dual_use_record_years)
