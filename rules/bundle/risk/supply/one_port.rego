# METADATA
# title: 过分依赖一个港口或一家货代
# description: 八成以上的货走同一个港口，或者交给同一家货代。罢工、拥堵、货代倒闭扣单，一次就能卡住几乎全部出货。八成这条线是行业经验，不是法律规定。
# custom:
#   id: SCM-036
#   scope: company
#   severity: medium
#   theme: concentration
#   basis_kind: house
#   basis:
#     - {source: HOUSE, article: ""}
#   remedy: [签第二家货代，备好替代港方案, 提单和货款不同时压在一家货代手里]
#   evidence: [出货统计]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Dependence on one port or one forwarder
#     why: 80% or more of your volume goes through one port or one forwarder. A strike, a jam, or a forwarder that fails and keeps the documents can hold up nearly everything at once. The 80% line is trade experience, not law.
#     remedy:
#       - Sign a second forwarder and plan for another port
#       - Never leave bills of lading and money with the same forwarder
#     evidence: [Shipment statistics]
package risk.supply.one_port

import data.lib.figures
import data.risk.supply.figures as limit

fires if one_port
fires if one_forwarder

one_port if input.company.max_port_share >= figures.on(limit.one_way_share)

one_forwarder if input.company.max_forwarder_share >= figures.on(limit.one_way_share)

evidence["max_port_share"] := input.company.max_port_share
evidence["max_forwarder_share"] := input.company.max_forwarder_share

lines["max_port_share"] := figures.on(limit.one_way_share) if one_port
lines["max_forwarder_share"] := figures.on(limit.one_way_share) if one_forwarder
