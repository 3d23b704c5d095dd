# METADATA
# title: 供货企业异常或函调未结
# description: 出口货物的供货企业走逃失联、成了非正常户或回函异常，或者有函调没有回、退税被暂缓。对应的退税暂不办理或者要追回，还可能牵出虚开。
# custom:
#   id: TAX-037
#   scope: company
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: G2010-11, article: 效力待核}
#     - {source: STA2026-5, article: ""}
#   remedy:
#     - 逐户核实真实性，准备证据包
#     - 暂停向异常供应商采购
#     - 建立供应商准入和年审
#   evidence: [供应商税务状态查询, 函调回函, 付款与入库]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Abnormal suppliers or open verification letters
#     why: Suppliers of exported goods have vanished, are listed as abnormal or drew a bad reply, or a verification letter is open or a refund is on hold. The refunds concerned are held back or reclaimed, and false invoicing may come to light.
#     remedy:
#       - Check each supplier and prepare a file of proof
#       - Buy no more from abnormal suppliers
#       - Admit suppliers by a check and review them each year
#     evidence: [Tax status look-ups of suppliers, Replies to verification letters, Payment and receipt of the goods]
package risk.tax.abnormal_suppliers

applies if input.company.exporter

fires if input.company.bad_suppliers > 0
fires if input.company.inquiry_open

evidence["bad_suppliers"] := input.company.bad_suppliers
evidence["inquiry_open"] := input.company.inquiry_open
