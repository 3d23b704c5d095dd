# METADATA
# title: 不符合条件却按 4% 核定征收
# description: 企业所得税按 4% 的应税所得率核定征收，却没有同时满足全部条件：在综试区注册并在平台登记，在当地海关办理电商出口申报，没有取得有效进货凭证且享受免税。不符合的应当查账征收，并补税。
# custom:
#   id: TAX-039
#   scope: company
#   severity: medium
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: G2019-36, article: 第一、二条}
#   remedy:
#     - 申请改为查账征收，并补申报
#     - 有票和无票的业务分主体、分核算
#   evidence: [核定鉴定表, 平台登记, 进项情况]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Taxed at a deemed 4% profit without meeting the terms
#     why: "Income tax is assessed at a deemed profit of 4%, but not all terms are met: registered in an e-commerce zone and recorded on its platform, declared as e-commerce exports to the customs there, and bought without valid vouchers under the exemption. Whoever does not meet them is taxed on the books and pays the difference."
#     remedy:
#       - Apply to be taxed on the books and file the difference
#       - Keep invoiced and uninvoiced business apart, by company and in the books
#     evidence: [The assessment form, The record on the platform, The state of purchase invoices]
package risk.tax.assessed_profit

applies if {
	input.company.exporter
	input.company.assessed_4pct
}

fires if input.company.zsq_ok == false
fires if input.company.no_invoice_export == 0

evidence["zsq_ok"] := input.company.zsq_ok
evidence["no_invoice_export"] := input.company.no_invoice_export
