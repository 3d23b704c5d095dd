# METADATA
# title: 化学物质合规有缺口
# description: 输欧产品缺 12 个月内的检测报告或声明：高关注物质（SVHC）和限用物质，电子产品的 RoHS 十项，防水拒水纺织品的 PFHxA。SVHC 超过 0.1% 须告知；RoHS 限值 0.1%（镉 0.01%）；PFHxA 25 ppb、相关物 1,000 ppb 的限制自 2026 年 10 月 10 日起用于消费服装和鞋类。
# custom:
#   id: SCM-056
#   scope: company
#   severity: high
#   theme: due_diligence
#   basis_kind: law
#   basis:
#     - {source: REACH, article: "Art. 7(2), 31, 33, Annex XVII"}
#     - {source: ROHS, article: "Art. 4, Annex II"}
#     - {source: PFHXA, article: ""}
#   remedy: [防水整理改用无氟, 要求染化料厂出具声明，并且抽检, 超标库存停止销往欧盟]
#   evidence: [第三方检测报告, 供应商声明]
#   effort: {days: 45, source: house}
#   lifecycle: stable
#   en:
#     title: Restricted-substance gap
#     why: "Goods for the European Union lack a test or declaration of the last 12 months: substances of very high concern (SVHC) and restricted substances, the ten of RoHS for electronics, PFHxA for water-repellent textiles. SVHC above 0.1% must be disclosed; RoHS allows 0.1% (cadmium 0.01%); the limits of 25 ppb PFHxA and 1,000 ppb for related substances apply to consumer clothing and footwear from 10 October 2026."
#     remedy:
#       - Change to fluorine-free water repellents
#       - Ask dye and chemical makers for declarations, and take samples
#       - Stop selling stock above the limits to the European Union
#     evidence: [Third-party test reports, Suppliers' declarations]
package risk.supply.chemicals

import data.lib.figures
import data.risk.supply.figures as limit

applies if input.company.sells_to_eu

fires if no_report
fires if no_rohs
fires if no_pfhxa

no_report if input.company.reach_ok == false

no_rohs if {
	input.company.sector == "electronics"
	input.company.rohs_ok == false
}

no_pfhxa if {
	figures.on(limit.pfhxa_applies)
	input.company.sector == "textile"
	input.company.water_repellent_textile
	input.company.pfhxa_ok == false
}

# Only what is missing is shown.
evidence["reach_ok"] := false if no_report
evidence["rohs_ok"] := false if no_rohs
evidence["pfhxa_ok"] := false if no_pfhxa
