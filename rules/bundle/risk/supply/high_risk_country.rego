# METADATA
# title: 供应商在高风险国家
# description: 从高风险国家采购的部分占采购额一成以上，或者有关键料来自那里。战乱、外汇管制、物流中断都可能让货出不来、款付不出去；涉及关键料的为高。国别风险等级和一成这条线都是行业经验，不是法律规定；受全面制裁的国家另由专门一条判断。
# custom:
#   id: SCM-009
#   scope: company
#   severity: [high, medium]
#   theme: concentration
#   basis_kind: house
#   basis:
#     - {source: HOUSE, article: ""}
#   remedy: [把关键料转到风险较低的国家, 投保政治险，或者减少预付, 准备撤离和替代预案]
#   evidence: [带日期的国别风险表]
#   effort: {days: 90, source: house}
#   lifecycle: stable
#   en:
#     title: Suppliers in a high-risk country
#     why: Purchases from high-risk countries make up 10% or more, or a critical part comes from one. War, currency controls and broken logistics can keep goods from leaving and payments from arriving; with a critical part the risk is high. The tiers of countries and the 10% line are trade experience, not law; fully embargoed countries have a rule of their own.
#     remedy:
#       - Move critical parts to a country that is not high-risk
#       - Insure political risk, or prepay less
#       - Prepare plans for withdrawal and for replacement
#     evidence: [A dated table of country risk]
package risk.supply.high_risk_country

import data.lib.amounts
import data.lib.figures
import data.risk.supply.figures as limit

fires if large
fires if input.derived.critical_high_risk

severity := "high" if input.derived.critical_high_risk

else := "medium"

large if amounts.share_reaches(input.derived.high_risk_spend, input.derived.purchases, figures.on(limit.high_risk_share))

evidence["high_risk_spend"] := input.derived.high_risk_spend
evidence["purchases"] := input.derived.purchases
evidence["critical_high_risk"] := input.derived.critical_high_risk
evidence["high_risk_countries"] := input.derived.high_risk_countries

lines["high_risk_spend"] := figures.on(limit.high_risk_share) if large
