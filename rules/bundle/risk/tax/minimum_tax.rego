# METADATA
# title: 全球最低税补足税没有安排
# description: 集团近 4 个会计年度有 2 年及以上合并收入达到 7.5 亿欧元，当地的 GloBE 有效税率低于 15%，补足税却没有测算申报。税负要补足到 15%（通过 QDMTT、IIR 或 UTPR），当地的税收优惠会被抵消。中国还没有见到立法，但仍受东道国规则约束。
# custom:
#   id: TAX-078
#   scope: presence
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: GLOBE, article: ""}
#   remedy:
#     - 先用过渡期的国别报告安全港
#     - 完成登记与 GIR 申报
#     - 重新评估优惠方案
#   evidence: [分国有效税率测算, 登记与 GIR]
#   effort: {days: 45, source: house}
#   effective_from: "2024-01-01"
#   lifecycle: stable
#   en:
#     title: Top-up tax of the global minimum tax not arranged
#     why: The group reached EUR 750 million of consolidated revenue in two or more of four years, the GloBE effective rate there is under 15%, and the top-up was not worked out and filed. Tax is raised to 15% (by QDMTT, IIR or UTPR), which cancels local relief. China has no such law in sight yet, but the rules of host countries bind you.
#     remedy:
#       - Use the transitional safe harbour of the country-by-country report first
#       - Register and file the GIR
#       - Review the use of local relief
#     evidence: [The effective rate by country, The registration and the GIR]
package risk.tax.minimum_tax

import data.lib.figures
import data.risk.tax.figures as limit

applies if input.company.years_ge_750m >= figures.on(limit.globe_years)

fires if {
	input.presence.globe_etr < figures.on(limit.globe_minimum)
	input.presence.globe_ready == false
}

evidence["years_ge_750m"] := input.company.years_ge_750m
evidence["globe_etr"] := input.presence.globe_etr
evidence["globe_ready"] := input.presence.globe_ready

lines["globe_etr"] := figures.on(limit.globe_minimum)
