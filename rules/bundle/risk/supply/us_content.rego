# METADATA
# title: 没有评估美国原产成分
# description: 用了美国原产的零件、软件或技术，却没有判定产品是否受美国出口管理条例（EAR）管辖。受控美国成分超过 25%（对 E:1、E:2 国家为 10%）的外国制造物项也受管辖，直接产品规则还会带进更多；违规可能被列名、断供。卖往俄罗斯、白俄罗斯、伊朗、朝鲜、古巴、叙利亚，或者买方在实体清单上的为高。
# custom:
#   id: SCM-047
#   scope: company
#   severity: [high, medium]
#   theme: trade_control
#   basis_kind: law
#   basis:
#     - {source: EAR, article: "15 CFR 734.3-734.4, 734.9, 744"}
#   remedy: [向上游索取 ECCN, 算最低含量，留底, 高风险去向先问出口管制律师]
#   evidence: [物料清单里的 ECCN 和价值占比表]
#   beside: [SCM-040, SCM-041, SCM-042, SCM-043]
#   note: 照外国规则办，可能违反中国的反制规则。两边放在一起看：不要以外国规则为由对中国主体或地区断供；先收齐订单级事实，请中国律师和东道国律师一起定，该报告的依法报告。
#   effort: {days: 45, source: house}
#   lifecycle: stable
#   en:
#     title: US-origin content not assessed
#     why: You use US-origin parts, software or technology and have not determined whether your product is subject to the US Export Administration Regulations (EAR). Foreign-made items with more than 25% controlled US content (10% for countries of groups E:1 and E:2) are, and the foreign direct product rules bring in more; a breach can mean listing and loss of supply. For sales to Russia, Belarus, Iran, North Korea, Cuba or Syria, or to a buyer on the Entity List, the risk is high.
#     note: Following this foreign rule may break Chinese counter-measures rules. Read the two together; do not cut off a Chinese party or region because of a foreign rule. First collect the facts order by order, have Chinese and host-country counsel decide, and report where a Chinese rule requires it.
#     remedy:
#       - Ask upstream for ECCN codes
#       - Work out the de minimis content and keep the sheet
#       - Ask export control counsel before selling to a risky destination
#     evidence: [The bill of materials with ECCN codes and shares of value]
package risk.supply.us_content

import data.lib.figures
import data.risk.supply.figures as limit

applies if input.company.uses_us_origin

fires if input.company.ear_assessed == false

severity := "high" if watched

else := "medium"

watched if input.company.entity_list_buyer

watched if {
	some iso in figures.on(limit.ear_destinations)
	iso in destinations
}

# Without an answer on destinations the sanctioned countries dealt with stand in.
destinations := input.company.sells_to if input.company.sells_to

destinations := input.company.embargoed_countries if not input.company.sells_to

evidence["uses_us_origin"] := input.company.uses_us_origin
evidence["ear_assessed"] := input.company.ear_assessed
evidence["sells_to"] := input.company.sells_to
evidence["entity_list_buyer"] := input.company.entity_list_buyer
