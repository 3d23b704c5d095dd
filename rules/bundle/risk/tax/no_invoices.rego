# METADATA
# title: 无票采购出口
# description: 有没有合法进货凭证的出口，又不符合综试区零售出口无票免税的条件。这些货不能退税，可能按内销征税；成本也不能在所得税前扣除。
# custom:
#   id: TAX-038
#   scope: company
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: CS2018-103, article: ""}
#     - {source: MOF2026-11, article: ""}
#     - {source: EITL, article: 第8条}
#     - {source: G2018-28, article: ""}
#   remedy:
#     - 取得合规的进项，或者转为免税并准确申报
#     - 在综试区注册登记，并由所在地海关申报
#     - 改造供应链，要求供应商开票
#   evidence: [进货台账, 报关单, 综服平台登记]
#   effort: {days: 45, source: house}
#   lifecycle: stable
#   en:
#     title: Exports without purchase invoices
#     why: Goods were exported without valid purchase vouchers, and the exemption for retail exports from an e-commerce zone does not cover them. There is no refund, they may be taxed as domestic sales, and their cost is not deductible for income tax.
#     remedy:
#       - Obtain proper invoices, or claim exemption and declare it correctly
#       - Register in a zone and declare to the customs there
#       - Change suppliers so that they invoice
#     evidence: [The purchase ledger, Customs declarations, The record on the zone's platform]
package risk.tax.no_invoices

applies if input.company.exporter

fires if {
	input.company.no_invoice_export > 0
	input.company.zsq_ok == false
}

evidence["no_invoice_export"] := input.company.no_invoice_export
evidence["zsq_ok"] := input.company.zsq_ok
