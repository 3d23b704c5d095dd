# METADATA
# title: 备案单证没有按期收齐
# description: 申报退（免）税后 15 日内，没有留齐合同、运输单据、委托报关单据并编好目录。缺单证的出口不能退税，改按免税，进项要转出；单证虚假的按内销征税。
# custom:
#   id: TAX-030
#   scope: company
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: STA2026-5, article: 第44—46条}
#     - {source: MOF2026-11, article: 免税/征税情形}
#   remedy:
#     - 按报关单逐票补齐，或取得可替代的资料
#     - 补不齐的冲减退税，改为免税
#     - 上线单证电子化
#   evidence: [备案单证目录, 提单, 报关委托协议]
#   deadline: {zh: 申报退（免）税后 15 日内, en: Within 15 days of the refund or exemption claim}
#   effort: {days: 15, source: house}
#   effective_from: "2026-01-01"
#   lifecycle: stable
#   en:
#     title: Export record papers not complete in time
#     why: The contract, transport papers and papers of the customs agent were not kept and indexed within 15 days of the refund or exemption claim. Exports without them lose the refund and become exempt, with input tax reversed; false papers mean tax as a domestic sale.
#     remedy:
#       - Complete the papers shipment by shipment, or obtain substitutes
#       - Reverse the refund where they cannot be had and claim exemption
#       - Keep the papers electronically
#     evidence: [The index of record papers, Bills of lading, Agreements with the customs agent]
package risk.tax.late_papers

applies if input.company.exporter

fires if input.company.docs_15d == false

evidence["docs_15d"] := input.company.docs_15d
