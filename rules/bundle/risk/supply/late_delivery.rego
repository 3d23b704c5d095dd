# METADATA
# title: 重要供应商经常迟交
# description: 重要供应商近 12 个月的准时交付率不到 90%。迟交会拖出下游违约金和空运费；不到 80% 为高。重要供应商指供应关键料，或者占采购额 5% 以上。这些线都是行业经验，不是法律规定。
# custom:
#   id: SCM-013
#   scope: supplier
#   severity: [high, medium]
#   theme: due_diligence
#   basis_kind: house
#   basis:
#     - {source: HOUSE, article: ""}
#   remedy: [合同里约定迟交违约金和取消权, 连续两个季度低于 90% 就启用备份]
#   evidence: [12 个月的交付记录]
#   effort: {days: 60, source: house}
#   lifecycle: stable
#   en:
#     title: Important supplier often late
#     why: An important supplier delivered less than 90% on time over the last 12 months. Late parts bring penalties downstream and air freight; under 80% the risk is high. Important means a critical part, or 5% or more of purchases. These lines are trade experience, not law.
#     remedy: [Agree on penalties for delay and a right to cancel, Switch to the backup after two quarters under 90%]
#     evidence: [Delivery records of 12 months]
package risk.supply.late_delivery

import data.lib.figures
import data.lib.important_supplier
import data.risk.supply.figures as limit

applies if {
	input.supplier.active
	important_supplier.yes
}

fires if input.supplier.on_time_rate < figures.on(limit.on_time)

severity := "high" if input.supplier.on_time_rate < figures.on(limit.on_time_high)

else := "medium"

evidence["on_time_rate"] := input.supplier.on_time_rate
evidence["critical"] := input.supplier.critical
evidence["spend_cny"] := input.derived.spend_cny

lines["on_time_rate"] := figures.on(limit.on_time)
