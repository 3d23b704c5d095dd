# METADATA
# title: 买方弃货的敞口
# description: 货发往退运、转卖须经原买方同意的国家（如印度、孟加拉国、土耳其、埃及、阿尔及利亚、巴基斯坦），定金却不到 30%。买方拒提，卖方既退不回来也卖不出去，滞箱费天天涨，只能低价处理；FOB 加买方指定货代，还有无单放货的风险。国别和 30% 都是实务经验，未经核实，不是法律规定。
# custom:
#   id: SCM-031
#   scope: company
#   severity: high
#   theme: due_diligence
#   basis_kind: practice
#   basis:
#     - {source: MARITIME-2025, article: ""}
#     - {source: SINOSURE, article: ""}
#   remedy: [定金收到 30% 以上, 提单做成指示提单, 事先取得不反对函，或者备好第二买家；不接受没有资质的指定货代]
#   evidence: [合同, 提单收货人栏]
#   effort: {days: 20, source: house}
#   lifecycle: draft
#   en:
#     title: Exposure to abandoned goods
#     why: You ship to countries where sending goods back or reselling them needs the first buyer's consent (such as India, Bangladesh, Turkey, Egypt, Algeria and Pakistan) against a deposit under 30%. If the buyer refuses the goods you can neither return nor resell them, and detention charges force a cheap sale; FOB with the buyer's forwarder adds release without documents. Countries and the 30% are unverified trade experience, not law.
#     remedy:
#       - Take a deposit of 30% or more
#       - Have bills of lading made out to order
#       - Get a no-objection letter beforehand or line up a second buyer; refuse forwarders without a licence
#     evidence: [The contract, The consignee on the bill of lading]
package risk.supply.abandoned_goods

import data.lib.figures
import data.risk.supply.figures as limit

applies if input.company.ships_to_noc_country

fires if input.company.noc_country_deposit < figures.on(limit.consent_country_deposit)

evidence["ships_to_noc_country"] := input.company.ships_to_noc_country
evidence["noc_country_deposit"] := input.company.noc_country_deposit

lines["noc_country_deposit"] := figures.on(limit.consent_country_deposit)
