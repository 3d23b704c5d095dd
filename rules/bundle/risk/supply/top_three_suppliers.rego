# METADATA
# title: 前三大供应商占比过高
# description: 按集团合并，前三大供应商合计占近 12 个月采购额六成以上，议价和断供的风险都集中在它们身上；到八成为高。不足 4 家集团时只看第一大供应商。这些线都是行业经验，不是法律规定。
# custom:
#   id: SCM-002
#   scope: company
#   severity: [high, medium]
#   theme: concentration
#   basis_kind: house
#   basis:
#     - {source: HOUSE, article: ""}
#     - {source: CSRC-F2, article: ""}
#   remedy:
#     - 按品类设最高份额上限
#     - 对第二、第三大供应商做备份演练
#   evidence: [采购台账]
#   effort: {days: 180, source: house}
#   lifecycle: stable
#   en:
#     title: Share of the three largest suppliers too high
#     why: Taken by group, the three largest suppliers make up 60% or more of 12-month spend, so bargaining and supply hang on them; from 80% it is high. With fewer than four groups only the largest supplier is looked at. These lines are trade experience, not law.
#     remedy:
#       - Set a ceiling for the share of one supplier in each category
#       - Rehearse a switch to backups for the second and third largest
#     evidence: [The purchase ledger]
package risk.supply.top_three_suppliers

import data.lib.amounts
import data.lib.figures
import data.risk.supply.figures as limit

applies if {
	input.derived.purchases > 0
	input.derived.group_count >= figures.on(limit.groups_needed)
}

fires if reaches(figures.on(limit.top_three_share))

severity := "high" if reaches(figures.on(limit.top_three_share_high))

else := "medium"

reaches(percent) if amounts.share_reaches(input.derived.top_three_groups, input.derived.purchases, percent)

evidence["top_three_groups"] := input.derived.top_three_groups
evidence["purchases"] := input.derived.purchases
evidence["group_count"] := input.derived.group_count

lines["top_three_groups"] := figures.on(limit.top_three_share)
