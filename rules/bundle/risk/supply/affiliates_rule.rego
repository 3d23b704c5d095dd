# METADATA
# title: 供应商由实体清单方持股（BIS 50% 规则）
# description: 实体清单或军事最终用户清单的主体合计持股 50% 以上，而您经营受美国出口管理条例（EAR）管辖的物项。规则 2025 年 9 月 29 日起施行，2025 年 11 月 10 日至 2026 年 11 月 9 日暂停（暂停期间只作红旗提醒），按文本 2026 年 11 月 10 日恢复；是否再次延期尚待核实。
# custom:
#   id: SCM-046
#   scope: supplier
#   severity: [high, low]
#   theme: trade_control
#   basis_kind: law
#   basis:
#     - {source: BIS-50, article: ""}
#   remedy: [查联邦公报，确认规则的最新状态, 逐单查清哪些货物、技术受 EAR 管辖，由中外律师定要不要申请许可，不要仅因此断供中国主体, 持股不明的，按红旗 29 处理]
#   evidence: [股权穿透图, EAR 判定]
#   beside: [SCM-040, SCM-041, SCM-042, SCM-043]
#   note: 照外国规则办，可能违反中国的反制规则。两边放在一起看：不要以外国规则为由对中国主体或地区断供；先收齐订单级事实，请中国律师和东道国律师一起定，该报告的依法报告。
#   effort: {days: 20, source: house}
#   effective_from: "2025-09-29"
#   lifecycle: stable
#   en:
#     title: Supplier owned by listed parties (BIS 50% rule)
#     why: Parties on the Entity List or the Military End-User List together own 50% or more, and you deal in items subject to the US Export Administration Regulations. The rule took effect on 29 September 2025, was suspended from 10 November 2025 to 9 November 2026 (only a red flag meanwhile) and by its text resumed on 10 November 2026; whether it was suspended again is still to be confirmed.
#     note: Following this foreign rule may break Chinese counter-measures rules. Read the two together; do not cut off a Chinese party or region because of a foreign rule. First collect the facts order by order, have Chinese and host-country counsel decide, and report where a Chinese rule requires it.
#     remedy:
#       - Check the Federal Register for the rule's present state
#       - Find out order by order which goods and technology are subject to the EAR, have counsel on both sides decide on a licence, and do not cut off a Chinese party for this alone
#       - Where ownership is unclear, treat it as Red Flag 29
#     evidence: [The ownership chart, The EAR classification]
package risk.supply.affiliates_rule

import data.lib.figures
import data.risk.supply.figures as limit

applies if input.supplier.active

fires if {
	input.supplier.entity_list_owned_pct >= figures.on(limit.listed_holding)
	input.company.deals_ear_items
}

severity := "low" if figures.on(limit.affiliates_rule) == "suspended"

else := "high"

evidence["entity_list_owned_pct"] := input.supplier.entity_list_owned_pct
evidence["deals_ear_items"] := input.company.deals_ear_items

lines["entity_list_owned_pct"] := figures.on(limit.listed_holding)
