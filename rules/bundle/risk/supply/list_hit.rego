# METADATA
# title: 外国制裁名单命中
# description: 供应商命中联合国、美国、欧盟或英国的名单，或者疑似命中。联合国名单必须遵守，并触发资金冻结义务；美欧名单的风险主要是美元和欧元清算受阻、次级制裁、融资交叉违约。按哪份名单定轻重是实务做法，不是法律规定。
# custom:
#   id: SCM-044
#   scope: supplier
#   severity: [critical, high, medium]
#   theme: trade_control
#   basis_kind: practice
#   basis:
#     - {source: OFAC-50, article: ""}
#     - {source: EU833, article: ""}
#     - {source: AML-2026, article: ""}
#   remedy:
#     - 暂停付款和发货，先排除误报
#     - 由境内外律师定方案
#     - 处理之前，先核对是否构成因外国制裁对中方断供，以及要不要在 30 日内报告，避免违反中国法
#   evidence: [筛查报告, 误报排除记录]
#   beside: [SCM-040, SCM-041, SCM-042, SCM-043]
#   note: 照外国规则办，可能违反中国的反制规则。两边放在一起看：不要以外国规则为由对中国主体或地区断供；先收齐订单级事实，请中国律师和东道国律师一起定，该报告的依法报告。
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Hit on a foreign sanctions list
#     why: The supplier is a hit or a potential hit on a list of the United Nations, the United States, the European Union or the United Kingdom. United Nations lists must be kept and oblige you to freeze funds; with the others the risk is blocked US dollar and euro clearing, secondary sanctions and cross-default. How severe each list is follows practice, not law.
#     note: Following this foreign rule may break Chinese counter-measures rules. Read the two together; do not cut off a Chinese party or region because of a foreign rule. First collect the facts order by order, have Chinese and host-country counsel decide, and report where a Chinese rule requires it.
#     remedy:
#       - Hold payments and shipments and rule out a false hit
#       - Have counsel in China and abroad decide what to do
#       - Before you act, check whether it would cut off a Chinese party because of foreign sanctions, and whether to report within 30 days, so that no Chinese law is broken
#     evidence: [The screening report, The record of how false hits were ruled out]
package risk.supply.list_hit

applies if input.supplier.active

fires if input.supplier.screen_result in {"HIT_SDN", "HIT_EU", "HIT_UK", "HIT_UN", "HIT_ENTITY", "POTENTIAL"}

severity := "critical" if must_freeze

else := "high" if named

else := "medium"

must_freeze if input.supplier.screen_result in {"HIT_UN", "HIT_SDN"}

named if input.supplier.screen_result in {"HIT_EU", "HIT_UK", "HIT_ENTITY"}

evidence["screen_result"] := input.supplier.screen_result
