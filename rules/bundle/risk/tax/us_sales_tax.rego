# METADATA
# title: 美国州销售税应登记未登记
# description: 在某一个州，非平台代收的销售超过 10 万美元，却没有登记销售税。10 万美元是多数州的线；加州等为 50 万美元，部分州还有 200 笔的标准；在州内存货本身也构成关联。会追溯税款和罚息，可能追到个人。
# custom:
#   id: TAX-071
#   scope: presence
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: WAYFAIR, article: ""}
#   remedy:
#     - 做分州的关联测试
#     - 用自愿披露（VDA）并登记
#     - 接入税率引擎
#   evidence: [分州销售报表, FBA 库存所在州]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: US state sales tax registration missed
#     why: In one state, sales on which no platform collects the tax are above USD 100,000, and you are not registered. That is the line of most states; California and some others have USD 500,000, a few still count 200 transactions, and stock kept in a state creates nexus by itself. Tax and interest are collected for the past, and individuals may be liable.
#     remedy:
#       - Test nexus state by state
#       - Use voluntary disclosure (VDA) and register
#       - Connect a tax rate engine
#     evidence: [Sales by state, States in which FBA keeps stock]
package risk.tax.us_sales_tax

import data.lib.figures
import data.risk.tax.figures as limit

applies if input.presence.country == "US"

fires if {
	input.presence.us_state_sales > figures.on(limit.us_state_sales_line)
	input.presence.us_state_reg == false
}

evidence["us_state_sales"] := input.presence.us_state_sales
evidence["us_state_reg"] := input.presence.us_state_reg

lines["us_state_sales"] := figures.on(limit.us_state_sales_line)
