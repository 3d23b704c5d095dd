# METADATA
# title: 用 DDP 成交，却没有进口国登记
# description: 以 DDP 成交的国家里，有的没有进口商登记和税号。DDP 下卖方承担全部关税（含新增的）和申报责任；借别人的税号清关，有走私和低报的风险。
# custom:
#   id: SCM-020
#   scope: company
#   severity: high
#   theme: due_diligence
#   basis_kind: practice
#   basis:
#     - {source: INCO2020, article: ""}
#     - {source: US-ORIGIN, article: 19 USC 1592}
#   remedy: [改用 DAP，或者在当地设进口主体和税务代理, 合同加上新增关税的分担条款]
#   evidence: [税号, 进口商登记, 清关单]
#   effort: {days: 60, source: house}
#   lifecycle: stable
#   en:
#     title: DDP sales without registration in the importing country
#     why: In some countries where you sell DDP you hold no importer registration and tax number. Under DDP the seller bears all duties, new ones included, and answers for the declaration; clearing goods under somebody else's number risks smuggling and undervaluation charges.
#     remedy:
#       - Sell DAP, or set up an importer and a tax agent there
#       - Add a clause that shares new duties
#     evidence: [Tax numbers, Importer registrations, Customs entries]
package risk.supply.ddp_unregistered

applies if input.company.sells_ddp

fires if input.company.ddp_registered == false

evidence["sells_ddp"] := input.company.sells_ddp
evidence["ddp_registered"] := input.company.ddp_registered
