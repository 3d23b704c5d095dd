# METADATA
# title: 受控外国企业的利润视同分配
# description: 被控制的境外公司税负低、利润留着不分，又没有合理的经营需要。控制是指单一居民股东持股 10% 以上且合计 50% 以上，或者实质控制；实际税负低于 12.5%、年利润 500 万元及以上、不在 12 国白名单、也不是主要取得积极经营所得的，应归属的利润要计入境内当期收入补缴 25% 的税（可抵已在境外缴的税）并加收利息。山东、苏州工业园区已有征税案例。
# custom:
#   id: TAX-005
#   scope: presence
#   severity: critical
#   theme: permanent_establishment
#   basis_kind: law
#   basis: [{source: EITL, article: 第45条}, {source: EITR, article: 第117、118条}, {source: C2009-2, article: 第80—84条(豁免在第84条)}, {source: C2009-37, article: ""}]
#   remedy:
#     - 测算视同分配应补的税额
#     - 作出分配决议，或形成可核查的再投资计划和资金用途
#     - 评估能否证明是积极经营所得，或者提高当地实质
#   evidence: [境外审计报告, 境外完税证明, 利润分配决议, 持股链计算表]
#   effort: {days: 45, source: house}
#   lifecycle: stable
#   en:
#     title: Profit of a controlled foreign company is taxed as if distributed
#     why: A foreign company that you control pays little tax and keeps its profit without a business need. Control means one resident shareholder with 10% or more and 50% or more together, or control in substance. Where its effective tax is under 12.5%, its yearly profit CNY 5 million or more, it is not in one of the 12 white-listed countries and its income is not mainly active, the profit belonging to you is added to this year's Chinese income and taxed at 25%, less foreign tax paid, with interest. Shandong and Suzhou Industrial Park have assessed such cases.
#     remedy:
#       - Work out the tax due on the deemed distribution
#       - Resolve to distribute, or set down a reinvestment plan and use of funds that can be checked
#       - See whether you can prove active business income, or give the company more substance there
#     evidence: [The foreign company's audit report, Its tax receipts, The resolution on distributing profit, A calculation of the chain of holdings]
package risk.tax.controlled_company

import data.lib.figures
import data.lib.residence
import data.risk.tax.figures as limit

applies if {
	input.presence.form == "subsidiary"
	input.presence.holder == "company"
	input.country.tax.cfc_white in {true, false}
	not residence.managed_in_china
}

fires if {
	input.presence.own_pct >= figures.on(limit.cfc_control_share)
	input.presence.etr < figures.on(limit.cfc_low_tax)
	input.presence.profit >= figures.on(limit.cfc_small_profit)
	input.presence.profit_retained
	input.presence.retain_reason == false
	input.presence.active_income == false
	input.country.tax.cfc_white == false
}

evidence["own_pct"] := input.presence.own_pct
evidence["etr"] := input.presence.etr
evidence["profit"] := input.presence.profit
evidence["retain_reason"] := input.presence.retain_reason
evidence["active_income"] := input.presence.active_income

lines := {
	"own_pct": figures.on(limit.cfc_control_share),
	"etr": figures.on(limit.cfc_low_tax),
	"profit": figures.on(limit.cfc_small_profit),
}
