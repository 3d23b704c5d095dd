# METADATA
# title: 主张豁免受控外国企业征税却没有证据
# description: 境外公司税负低于 12.5%、利润没有分配，准备靠白名单、积极经营所得或年利润低于 500 万元来豁免，手里却没有证据。豁免要由中国居民企业股东“能够提供资料证明”，没有资料等于不能豁免。
# custom:
#   id: TAX-006
#   scope: presence
#   severity: medium
#   theme: permanent_establishment
#   basis_kind: law
#   basis:
#     - {source: C2009-2, article: 第84条}
#   remedy:
#     - 按年编制豁免证明资料，随年报留存
#     - 利润接近 500 万元时提前测算
#   evidence: [所得性质分析, 当地纳税申报, 利润计算表]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Exemption from the controlled-company rule claimed without proof
#     why: The foreign company pays under 12.5% and keeps its profit, and you rely on the white list, on active income or on a yearly profit under CNY 5 million, but hold no proof. The Chinese shareholder must be able to show documents; without them there is no exemption.
#     remedy:
#       - Prepare the proof of exemption each year and keep it with the annual return
#       - Work it out early when profit comes near CNY 5 million
#     evidence: [An analysis of the kind of income, The local tax return, A calculation of profit]
package risk.tax.exemption_evidence

import data.lib.figures
import data.risk.tax.figures as limit

applies if {
	input.presence.form == "subsidiary"
	input.presence.holder == "company"
	input.presence.own_pct >= figures.on(limit.cfc_control_share)
}

fires if {
	input.presence.etr < figures.on(limit.cfc_low_tax)
	input.presence.profit_retained
	input.presence.exempt_evidence == false
	claims_exemption
}

claims_exemption if input.country.tax.cfc_white
claims_exemption if input.presence.active_income
claims_exemption if input.presence.profit < figures.on(limit.cfc_small_profit)

evidence["own_pct"] := input.presence.own_pct
evidence["etr"] := input.presence.etr
evidence["profit"] := input.presence.profit
evidence["active_income"] := input.presence.active_income
evidence["exempt_evidence"] := input.presence.exempt_evidence

lines["own_pct"] := figures.on(limit.cfc_control_share)
lines["etr"] := figures.on(limit.cfc_low_tax)
lines["profit"] := figures.on(limit.cfc_small_profit) if input.presence.profit < figures.on(limit.cfc_small_profit)
