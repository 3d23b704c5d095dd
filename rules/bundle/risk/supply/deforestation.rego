# METADATA
# title: 零毁林条例（EUDR）涉及的货没有地块数据
# description: 输欧产品含橡胶、木材、牛皮革、棕榈油、大豆、咖啡、可可或其制品，却没有地块坐标和合法性证据。2026 年 12 月 30 日起，大中型经营者须提交尽调声明（微型、小型自 2027 年 6 月 30 日起）；由首个投放市场的企业负责，它会向上游要坐标。2026 年 9 月 1 日起为高，这条线是我们定的。只用来保护其他货物的包装材料不算。
# custom:
#   id: SCM-053
#   scope: company
#   severity: [high, medium]
#   theme: due_diligence
#   basis_kind: law
#   basis:
#     - {source: EUDR, article: ""}
#   remedy: [核对 HS 是否在附件一（2026 年 5 月的草案正在调整）, 向上游收集坐标, 和进口商约定由谁提交尽调声明]
#   evidence: [地块坐标, 合法性文件, 尽调声明编号]
#   effort: {days: 60, source: house}
#   lifecycle: stable
#   en:
#     title: EUDR goods without geolocation
#     why: Goods for the European Union contain rubber, wood, cattle leather, palm oil, soy, coffee or cocoa, and you hold neither the coordinates of the plots nor evidence of legality. From 30 December 2026 large and medium operators must file a due diligence statement (micro and small ones from 30 June 2027); the first to place the goods on the market answers and will ask you for coordinates. From 1 September 2026 the risk is high, a line of ours. Packing that only protects other goods does not count.
#     remedy:
#       - Check whether the HS code is in Annex I; a draft of May 2026 changes it
#       - Collect coordinates upstream
#       - Agree with the importer on who files the statement
#     evidence: [Coordinates of the plots, Papers on legality, The number of the due diligence statement]
package risk.supply.deforestation

import data.lib.figures
import data.risk.supply.figures as limit

applies if input.company.sells_to_eu

fires if {
	input.company.eudr_goods
	input.company.geolocation_held == false
}

severity := "high" if figures.on(limit.eudr_is_near)

else := "medium"

evidence["sells_to_eu"] := input.company.sells_to_eu
evidence["eudr_goods"] := input.company.eudr_goods
evidence["geolocation_held"] := input.company.geolocation_held
