# METADATA
# title: 东道国的税收优惠要在中国补税
# description: 享受了当地的减免税，但协定没有能用的饶让条款，而利润已经分回来，或者本来就是分公司。减免的税不能当作已缴来抵免，汇回时要在中国补足到 25%，当初的投资测算可能失真。
# custom:
#   id: TAX-013
#   scope: presence
#   severity: medium
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: CS125, article: 第七条(饶让抵免)}
#     - {source: DTT, article: ""}
#   remedy:
#     - 汇回前测算综合税负
#     - 核对协定的饶让条款和期限
#     - 安排分红的节奏
#   evidence: [当地优惠批文, 协定饶让条款]
#   effort: {days: 10, source: house}
#   lifecycle: stable
#   en:
#     title: Host-country tax relief is collected in China after all
#     why: The entity enjoys local tax relief, the treaty has no tax-sparing clause that can be used, and the profit has come home or belongs to a branch. Tax that was waived does not count as paid, so the difference to 25% is due in China, and the calculation behind the investment may no longer hold.
#     remedy:
#       - Work out the whole tax burden before profit comes home
#       - Check the tax-sparing clause of the treaty and how long it runs
#       - Plan when to distribute
#     evidence: [The local approval of the relief, The tax-sparing clause of the treaty]
package risk.tax.tax_holiday

applies if {
	input.presence.form in {"subsidiary", "branch"}
	input.presence.holder == "company"
}

fires if {
	input.presence.incentive
	input.presence.sparing == false
	comes_home
}

comes_home if input.presence.dividend_in
comes_home if input.presence.form == "branch"

evidence["incentive"] := input.presence.incentive
evidence["sparing"] := input.presence.sparing
evidence["dividend_in"] := input.presence.dividend_in
