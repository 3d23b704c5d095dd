# METADATA
# title: 异常扣税凭证没有处理
# description: 已经被列入异常扣税凭证，却没有作进项转出，也没有退回相应的退税。应当转出；纳税信用 A 级的，可以在 10 个工作日内申请核实，核实期间暂不转出；出口企业的对应部分暂不退税或要冲减。
# custom:
#   id: TAX-054
#   scope: company
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: G2019-38, article: 第二、三条}
#   remedy:
#     - 按通知期限转出，或申请核实
#     - 向供应商追责
#     - 补充证明真实性的资料
#   evidence: [税务事项通知书, 抵扣明细]
#   effort: {days: 10, source: house}
#   lifecycle: draft
#   en:
#     title: Abnormal VAT vouchers not reversed
#     why: Vouchers listed as abnormal were not reversed, nor the refund on them returned. They must be reversed; a company with tax credit grade A may ask for verification within 10 working days and wait. For exporters the refund concerned is held back or taken off.
#     remedy:
#       - Reverse within the time of the notice, or ask for verification
#       - Hold the supplier liable
#       - Add proof that the purchase was real
#     evidence: [The tax office's notice, Deduction details]
package risk.tax.abnormal_vouchers

fires if input.company.abn_voucher_tax > 0

evidence["abn_voucher_tax"] := input.company.abn_voucher_tax
