# METADATA
# title: 关键料库存不足补货周期
# description: 关键料的库存天数少于补货周期，一断供就撑不到替代的货到。库存不到补货周期一半、又只有一家供应的为高。这两条线是行业经验，不是法律规定。
# custom:
#   id: SCM-072
#   scope: supplier
#   severity: [high, medium]
#   theme: concentration
#   basis_kind: house
#   basis:
#     - {source: HOUSE, article: ""}
#     - {source: ISO22301, article: ""}
#   remedy:
#     - 把安全库存提高到补货周期的 1.0 至 1.5 倍
#     - 请供应商设寄售库存
#   evidence: [库存报表]
#   effort: {days: 60, source: house}
#   lifecycle: stable
#   en:
#     title: Stock of a critical part below lead time
#     why: Stock of a critical part lasts shorter than its lead time, so you run out before a replacement arrives. Less than half the lead time with a single source is high. Both lines are trade experience, not law.
#     remedy:
#       - Raise safety stock to 1.0 to 1.5 times the lead time
#       - Ask the supplier to keep consignment stock
#     evidence: [The stock report]
package risk.supply.stock_cover

import data.lib.figures
import data.risk.supply.figures as limit

applies if {
	input.supplier.active
	input.supplier.critical
}

fires if input.supplier.inventory_days < input.supplier.lead_time_days

severity := "high" if {
	100 * input.supplier.inventory_days < figures.on(limit.stock_half) * input.supplier.lead_time_days
	input.supplier.single_source
}

else := "medium"

evidence["inventory_days"] := input.supplier.inventory_days
evidence["lead_time_days"] := input.supplier.lead_time_days
evidence["single_source"] := input.supplier.single_source

lines["inventory_days"] := input.supplier.lead_time_days
