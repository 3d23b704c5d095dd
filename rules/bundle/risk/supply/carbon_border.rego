# METADATA
# title: 碳边境调节（CBAM）货物没有排放数据
# description: 输欧的 CBAM 货物没有按欧盟方法核算内含排放，而进口商一年合计超过 50 吨，或者不知道有多少。50 吨按进口商全年合计（电力和氢不适用），您一家量小，加上客户的其他货源也可能超过。拿不出实际数据，就按默认值加成计费。超过 50 吨为高。
# custom:
#   id: SCM-054
#   scope: company
#   severity: [high, medium]
#   theme: due_diligence
#   basis_kind: law
#   basis:
#     - {source: CBAM, article: ""}
#   remedy: [确认 HS 是否在附件一（含 7318 紧固件等钢铁、铝制品）, 按欧盟方法核算，找核查机构, 和进口商约定数据怎么给、成本谁承担]
#   evidence: [生产排放监测方案, 核查声明]
#   effort: {days: 90, source: house}
#   effective_from: "2026-01-01"
#   lifecycle: stable
#   en:
#     title: CBAM goods without emission data
#     why: You sell CBAM goods to the European Union without embedded emissions worked out by the EU method, and the importer's yearly total is above 50 tonnes or not known. The 50 tonnes are counted per importer and year (electricity and hydrogen excepted), so your small volume may go over together with other sources. Without actual data, default values with a mark-up are charged. Above 50 tonnes the risk is high.
#     remedy:
#       - Check whether the HS code is in Annex I, which holds steel and aluminium goods such as fasteners of 7318
#       - Work the emissions out by the EU method and find a verifier
#       - Agree with the importer on the data and on who bears the cost
#     evidence: [The monitoring plan of production emissions, The verification statement]
package risk.supply.carbon_border

import data.lib.figures
import data.risk.supply.figures as limit

applies if input.company.sells_to_eu

fires if {
	input.company.cbam_goods
	input.company.cbam_emissions_ready == false
	input.derived.cbam_may_count
}

severity := "high" if above

else := "medium"

above if input.company.cbam_tonnes_per_importer > figures.on(limit.cbam_tonnes)

evidence["cbam_goods"] := input.company.cbam_goods
evidence["cbam_emissions_ready"] := input.company.cbam_emissions_ready
evidence["cbam_tonnes_per_importer"] := input.company.cbam_tonnes_per_importer

lines["cbam_tonnes_per_importer"] := figures.on(limit.cbam_tonnes) if above
