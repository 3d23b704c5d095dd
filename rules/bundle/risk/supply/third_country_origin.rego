# METADATA
# title: 第三国加工后输美，原产地存疑
# description: 在第三国加工后输美的货，中国料占五成以上，却没有实质性改变分析或预裁定。只换标、简单组装的仍是中国原产：按 19 USC 1592 追缴和罚款，EAPA 调查还可以追双反税。原来 IEEPA 下的 40% 转运税已随其终止，301、232 和双反税仍按真实原产地征收。只换标或改包装的为严重。五成这条线是行业经验，不是法律规定。
# custom:
#   id: SCM-060
#   scope: company
#   severity: [critical, high]
#   theme: trade_control
#   basis_kind: law
#   basis:
#     - {source: US-ORIGIN, article: "19 USC 1304, 1592, 1517; 19 CFR 134.1(b)"}
#     - {source: US-TARIFF26, article: ""}
#   remedy: [申请美国海关（CBP）预裁定, 在当地增加实质工序, 停止换标；生产记录保存 5 年]
#   evidence: [工序说明, 物料清单, HTS 归类, 裁定]
#   effort: {days: 90, source: house}
#   lifecycle: stable
#   en:
#     title: Third-country origin for the US in doubt
#     why: "Goods finished in a third country for the United States hold 50% or more Chinese input, and there is neither an analysis of substantial transformation nor a ruling. Relabelling or simple assembly leaves them Chinese: 19 USC 1592 allows recovery and penalties, an EAPA case anti-dumping and countervailing duties. The 40% transshipment duty ended with the IEEPA tariffs, but sections 301, 232 and those duties follow true origin. Relabelling or repacking alone is critical. The 50% line is trade experience, not law."
#     remedy:
#       - Ask US Customs (CBP) for a ruling
#       - Add substantial steps of production there
#       - Stop relabelling; keep production records for five years
#     evidence: [The description of processing, The bill of materials, The HTS classification, The ruling]
package risk.supply.third_country_origin

import data.lib.figures
import data.risk.supply.figures as limit

applies if input.company.third_country_to_us

fires if {
	input.company.origin_analysis == false
	input.company.cn_input_ratio >= figures.on(limit.chinese_input)
}

severity := "critical" if input.company.processing == "none"

else := "high"

evidence["third_country_to_us"] := input.company.third_country_to_us
evidence["cn_input_ratio"] := input.company.cn_input_ratio
evidence["origin_analysis"] := input.company.origin_analysis
evidence["processing"] := input.company.processing

lines["cn_input_ratio"] := figures.on(limit.chinese_input)
