# METADATA
# title: 采购集中度 HHI 偏高
# description: 集中度指数 HHI 是各供应商集团占比平方之和，最高 10000 点。2500 点以上为高度集中，5000 点以上为高。2500 借自反垄断旧指南，只是类比；两条线都是行业经验，不是法律规定。清单不全时，算出的是下限。
# custom:
#   id: SCM-003
#   scope: company
#   severity: [high, medium]
#   theme: concentration
#   basis_kind: house
#   basis:
#     - {source: HOUSE, article: ""}
#     - {source: HHI-2023, article: ""}
#   remedy:
#     - 把订单向第 4 名以后的合格厂转移
#     - 每季复算一次 HHI
#   evidence: [系统计算表]
#   effort: {days: 180, source: house}
#   lifecycle: stable
#   en:
#     title: Supplier concentration index high
#     why: The index (HHI) adds up the squared shares of all supplier groups, to 10,000 points at most. From 2,500 points purchases are highly concentrated, from 5,000 the risk is high. The 2,500 is borrowed from older antitrust guidelines as an analogy; both lines are trade experience, not law. With a partial list the figure is a lower bound.
#     remedy:
#       - Move orders to qualified plants from the fourth place on
#       - Work out the index again each quarter
#     evidence: [The calculated table]
package risk.supply.concentration_index

import data.lib.figures
import data.risk.supply.figures as limit

applies if {
	input.derived.purchases > 0
	input.derived.group_count >= figures.on(limit.groups_needed)
}

fires if input.derived.hhi >= figures.on(limit.concentration_index)

severity := "high" if input.derived.hhi >= figures.on(limit.concentration_index_high)

else := "medium"

evidence["hhi"] := input.derived.hhi
evidence["group_count"] := input.derived.group_count

lines["hhi"] := figures.on(limit.concentration_index)
