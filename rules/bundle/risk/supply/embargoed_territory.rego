# METADATA
# title: 与受制裁的国家或地区有往来
# description: 与朝鲜、伊朗、古巴的往来为严重，与俄罗斯、白俄罗斯和克里米亚等地区的往来为高。对朝鲜的措施是联合国制裁，必须遵守；其余是外国的单边措施，后果主要是美元清算受阻、次级制裁、融资违约，同时还要遵守中国的出口管制和反制规定。这份名单按实务做法列出，不是中国法律规定的名单。
# custom:
#   id: SCM-010
#   scope: company
#   severity: [critical, high]
#   theme: trade_control
#   basis_kind: practice
#   basis:
#     - {source: OFAC-50, article: ""}
#     - {source: EU833, article: ""}
#     - {source: AML-2026, article: ""}
#     - {source: D835, article: ""}
#   remedy:
#     - 逐笔由境内外律师出意见
#     - 用人民币等非美元结算之前，先问开户行
#     - 核对货物是否在中国的管制清单上
#   evidence: [合同, 货物 HS 编码, 结算行, 最终用途说明]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Dealings with a sanctioned country or territory
#     why: Dealings with North Korea, Iran or Cuba are critical; with Russia, Belarus, Crimea and the other regions of the list the risk is high. Measures against North Korea are United Nations sanctions and must be kept; the rest are unilateral foreign measures that mainly block US dollar clearing, bring secondary sanctions and breach financing terms, while Chinese export control and counter-measures rules apply as well. The list follows practice; no Chinese law sets it.
#     remedy:
#       - Have each deal reviewed by counsel in China and abroad
#       - Ask your bank before settling in renminbi or another currency than the US dollar
#       - Check whether the goods are on a Chinese control list
#     evidence: [Contracts, HS codes of the goods, The settling bank, A statement of end use]
package risk.supply.embargoed_territory

import data.lib.figures
import data.risk.supply.figures as limit

fires if count(input.company.embargoed_countries) > 0
fires if input.derived.sanctioned_supplier

severity := "critical" if embargoed

else := "high"

embargoed if {
	some iso in figures.on(limit.embargoed)
	iso in input.company.embargoed_countries
}

embargoed if input.derived.embargoed_supplier

evidence["embargoed_countries"] := input.company.embargoed_countries
evidence["sanctioned_supplier"] := input.derived.sanctioned_supplier
evidence["sanctioned_supplier_countries"] := input.derived.sanctioned_supplier_countries
