# METADATA
# title: 单一境外国家采购占比过高
# description: 从一个境外国家的采购占近 12 个月采购额四成以上，国别政策和汇率的风险集中。该国属高风险或受全面制裁的，为高。四成这条线和国别风险等级都是行业经验，不是法律规定。
# custom:
#   id: SCM-008
#   scope: company
#   severity: [high, medium]
#   theme: concentration
#   basis_kind: house
#   basis:
#     - {source: HOUSE, article: ""}
#   remedy:
#     - 设国别上限 40%
#     - 增加 RCEP 成员国内的第二来源国
#   evidence: [按国别采购汇总]
#   effort: {days: 180, source: house}
#   lifecycle: stable
#   en:
#     title: Share of one foreign country too high
#     why: One foreign country makes up 40% or more of 12-month spend, so you depend on its policy and its currency. If its risk tier is high or embargoed the risk is high. The 40% line and the tiers are trade experience, not law.
#     remedy:
#       - Set a ceiling of 40% for a country
#       - Add a second source country within RCEP
#     evidence: [Purchases by country]
package risk.supply.foreign_country

import data.lib.amounts
import data.lib.figures
import data.risk.supply.figures as limit

applies if input.derived.purchases > 0

fires if amounts.share_reaches(input.derived.foreign_top, input.derived.purchases, figures.on(limit.foreign_country_share))

severity := "high" if input.derived.foreign_top_tier in {"high", "embargoed"}

else := "medium"

evidence["foreign_top"] := input.derived.foreign_top
evidence["foreign_top_countries"] := input.derived.foreign_top_countries
evidence["foreign_top_tier"] := input.derived.foreign_top_tier
evidence["purchases"] := input.derived.purchases

lines["foreign_top"] := figures.on(limit.foreign_country_share)
