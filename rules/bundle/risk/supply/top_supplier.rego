# METADATA
# title: 第一大供应商占比过高
# description: 按集团合并，第一大供应商占近 12 个月采购额三成以上，一停供就影响三成以上投入。五成是常见的“重大依赖”参照线。两条线都是行业经验，不是法律规定。
# custom:
#   id: SCM-001
#   scope: company
#   severity: [high, medium]
#   theme: concentration
#   basis_kind: house
#   basis:
#     - {source: HOUSE, article: ""}
#     - {source: CSRC-F2, article: ""}
#   remedy:
#     - 对第一大供应商制定减依赖目标，12 个月内降到 30% 以下
#     - 至少引入 1 家已试产合格的替代厂
#     - 与其签保供与优先分配条款
#   evidence: [采购台账, 供应商集团关系表]
#   effort: {days: 360, source: house}
#   lifecycle: stable
#   en:
#     title: Share of the largest supplier too high
#     why: Taken by group, the largest supplier makes up 30% or more of 12-month spend; if it stops, so does that part of your inputs. 50% is a common mark of material dependence. Both lines are trade experience, not law.
#     remedy:
#       - Set a target to bring the share under 30% within 12 months
#       - Bring in at least one alternative that has passed a trial run
#       - Sign supply-assurance and priority-allocation terms
#     evidence: [The purchase ledger, A table of supplier groups]
package risk.supply.top_supplier

import data.lib.amounts
import data.lib.figures
import data.risk.supply.figures as limit

applies if input.derived.purchases > 0

fires if reaches(figures.on(limit.top_supplier_share))

severity := "high" if reaches(figures.on(limit.top_supplier_share_high))

else := "medium"

reaches(percent) if amounts.share_reaches(input.derived.top_group, input.derived.purchases, percent)

evidence["top_group"] := input.derived.top_group
evidence["purchases"] := input.derived.purchases

lines["top_group"] := figures.on(limit.top_supplier_share)
