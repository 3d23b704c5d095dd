# METADATA
# title: 关键料的二级供应商没有摸清
# description: 不到一半的关键料知道上一级供应商是谁、在哪里生产。强迫劳动、碳边境、零毁林和原产地规则都要求追到二级甚至更远；卖往美国或欧盟的为高。五成这条线是行业经验，不是法律规定。
# custom:
#   id: SCM-007
#   scope: company
#   severity: [high, medium]
#   theme: concentration
#   basis_kind: house
#   basis:
#     - {source: HOUSE, article: ""}
#     - {source: EU-FLR, article: Art. 3}
#     - {source: UFLPA, article: §3}
#   remedy: [先摸清前 5 种关键料的二级供应商, 合同里写上：上游有变要通知, 在境内收集供应链信息之前，先做中国法评估]
#   evidence: [二级供应商清单, 产地声明]
#   effort: {days: 90, source: house}
#   lifecycle: stable
#   en:
#     title: Second-tier suppliers of critical parts not known
#     why: For less than half of the critical parts you know who supplies your supplier and where it is made. Forced-labour, carbon border, deforestation and origin rules all want the trail followed to the second tier or further; for goods sold to the United States or the European Union the risk is high. The 50% line is trade experience, not law.
#     remedy:
#       - Map the second tier of the five most critical parts first
#       - Put a duty to notify upstream changes into contracts
#       - Have it reviewed under Chinese law before collecting supply-chain information in China
#     evidence: [The list of second-tier suppliers, Declarations of origin]
package risk.supply.tier_two

import data.lib.figures
import data.risk.supply.figures as limit

fires if input.company.tier2_mapped_ratio < figures.on(limit.tier_two_share)

severity := "high" if input.company.sells_to_us

else := "high" if input.company.sells_to_eu

else := "medium"

evidence["tier2_mapped_ratio"] := input.company.tier2_mapped_ratio
evidence["sells_to_us"] := input.company.sells_to_us
evidence["sells_to_eu"] := input.company.sells_to_eu

lines["tier2_mapped_ratio"] := figures.on(limit.tier_two_share)
