# METADATA
# title: 新买家没有核实就出运
# description: 新买家首单之前，没有做资信调查和官方电话、域名核实，而首单达到 5 万美元。冒用知名企业名义、用近似域名的假买家，多要求赊销和急单。定金不到 30% 的为高。5 万美元和 30% 是行业经验，不是法律规定。
# custom:
#   id: SCM-030
#   scope: company
#   severity: [high, medium]
#   theme: due_diligence
#   basis_kind: practice
#   basis:
#     - {source: IC3-BEC, article: ""}
#     - {source: SINOSURE, article: ""}
#   remedy: [首单收 30% 以上定金，或者即期信用证, 用公开电话联系对方财务, 核对收货地址和公司登记地]
#   evidence: [资信报告, 域名注册日期, 回拨记录]
#   effort: {days: 7, source: house}
#   lifecycle: stable
#   en:
#     title: New buyer shipped to without verification
#     why: New buyers are not checked by a credit report, an official phone number and domain before the first shipment, and a first order reaches USD 50,000. Impostors who use a known company's name and a look-alike domain tend to ask for open account and for haste. With a deposit under 30% the risk is high. USD 50,000 and 30% are trade experience, not law.
#     remedy:
#       - Take a deposit of 30% or more, or a sight letter of credit, for the first order
#       - Call the buyer's finance department on a public number
#       - Compare the delivery address with the registered office
#     evidence: [The credit report, The registration date of the domain, Call-back records]
package risk.supply.unverified_buyer

import data.lib.figures
import data.risk.supply.figures as limit

fires if {
	input.company.new_buyer_verified == false
	input.company.max_first_order_usd >= figures.on(limit.first_order_usd)
}

severity := "high" if input.company.deposit_ratio < figures.on(limit.first_order_deposit)

else := "medium"

evidence["new_buyer_verified"] := input.company.new_buyer_verified
evidence["max_first_order_usd"] := input.company.max_first_order_usd
evidence["deposit_ratio"] := input.company.deposit_ratio

lines["max_first_order_usd"] := figures.on(limit.first_order_usd)
lines["deposit_ratio"] := figures.on(limit.first_order_deposit) if input.company.deposit_ratio < figures.on(limit.first_order_deposit)
