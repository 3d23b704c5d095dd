# METADATA
# title: 利润留在境外的贸易公司
# description: 出口有 30% 及以上经自己的境外贸易公司卖出，境内利润率不到 3%，境外的利润率却超过境内的 2 倍。与避税地关联方往来、利润与功能不匹配，是税务机关重点关注的类型，还会连带受控外国企业和居民身份的风险。这三条线是预警线，不是法律规定。
# custom:
#   id: TAX-023
#   scope: company
#   severity: high
#   theme: transfer_pricing
#   basis_kind: house
#   basis:
#     - {source: G2017-6, article: 第四条}
#     - {source: EITL, article: 第41条}
#     - {source: C2009-2, article: ""}
#   remedy:
#     - 按功能重设境外公司的加价，如成本加成或佣金制
#     - 编制价值链分析
#     - 给境外公司补足实质
#   evidence: [两地利润表, 功能风险分析, 订单与收汇路径]
#   effort: {days: 45, source: house}
#   lifecycle: stable
#   en:
#     title: Profit is left in a trading company abroad
#     why: 30% or more of exports go through your own trading company abroad; the margin at home is under 3%, while the trader's is more than twice that. Dealings with related parties in tax havens and profit that does not match functions are what the tax office looks for, and the rules on controlled companies and tax residence come with it. The three lines are warning lines, not law.
#     remedy:
#       - Reset the trader's mark-up by its functions, such as cost plus or commission
#       - Prepare a value chain analysis
#       - Give the trader real substance
#     evidence: [Profit and loss accounts of both, The analysis of functions and risks, How orders and money run]
package risk.tax.parked_profit

import data.lib.amounts
import data.lib.figures
import data.risk.tax.figures as limit

applies if {
	input.company.exporter
	input.company.rp_trader_share > 0
}

fires if {
	input.company.rp_trader_share >= figures.on(limit.trader_share_warning)
	input.company.cn_margin < figures.on(limit.trader_thin_margin)
	amounts.above(input.company.trader_margin, figures.on(limit.trader_margin_times) * input.company.cn_margin)
}

evidence["rp_trader_share"] := input.company.rp_trader_share
evidence["cn_margin"] := input.company.cn_margin
evidence["trader_margin"] := input.company.trader_margin

lines["rp_trader_share"] := figures.on(limit.trader_share_warning)
lines["cn_margin"] := figures.on(limit.trader_thin_margin)
