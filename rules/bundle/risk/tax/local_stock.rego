# METADATA
# title: 在当地仓库存货，却没有登记增值税
# description: 非欧盟或非英国的卖家在当地仓库存货销售，无论金额多少都要登记。平台作为视同供应商代收了税，也不免除移库和进口的登记。后果是平台封号、海关扣货和补税。
# custom:
#   id: TAX-068
#   scope: presence
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: EUVAT, article: 第14a条等}
#   score_with: local_vat
#   remedy:
#     - 登记 VAT 与 EORI
#     - 补申报进口和移库
#     - 检查平台代收的口径
#   evidence: [FBA 与海外仓库存报表, EORI 与 VAT 号]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Stock kept locally without VAT registration
#     why: Sellers from outside the EU or the UK who keep stock for sale there must register whatever the amount. That the platform collects the tax as deemed supplier does not free you from registering for moved stock and imports. Accounts are closed, goods are seized and the tax is collected.
#     remedy:
#       - Register for VAT and an EORI number
#       - Declare imports and moved stock late
#       - Check what the platform really collects
#     evidence: [Stock reports of FBA and other warehouses, EORI and VAT numbers]
package risk.tax.local_stock

import data.lib.european_union

applies if {
	european_union.member
	input.presence.stock
}

applies if {
	input.presence.country == "GB"
	input.presence.stock
}

fires if input.presence.vat_reg == false

evidence["stock"] := input.presence.stock
evidence["vat_reg"] := input.presence.vat_reg
