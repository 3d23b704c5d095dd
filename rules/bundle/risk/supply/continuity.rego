# METADATA
# title: 没有业务连续性预案，或者恢复太慢
# description: 没有断供、断航、停电的预案，切换到备份供应商要超过 30 天，或者一年多没有演练（从未演练也算）。30 天是多数欧美整机厂能容忍断供的上限。没有预案，或者切换要超过 90 天的为高。这些线都是行业经验，不是法律规定。
# custom:
#   id: SCM-073
#   scope: company
#   severity: [high, medium]
#   theme: concentration
#   basis_kind: house
#   basis:
#     - {source: ISO22301, article: cl. 8.2-8.5}
#     - {source: HOUSE, article: ""}
#   remedy: [编制断供、断航、停电三个场景的预案, 每年演练一次，记下恢复用了多久]
#   evidence: [预案, 演练记录]
#   effort: {days: 60, source: house}
#   lifecycle: stable
#   en:
#     title: No continuity plan, or recovery too slow
#     why: There is no plan for a stop of supply, shipping or power, a switch to the backup supplier takes more than 30 days, or nobody has rehearsed for more than a year or ever. Thirty days is about the longest gap that most manufacturers in Europe and America bear. No plan, or a switch of more than 90 days, is high. These lines are trade experience, not law.
#     remedy:
#       - "Write plans for three cases: supply, shipping and power stop"
#       - Rehearse once a year and note how long recovery took
#     evidence: [The plan, Records of rehearsals]
package risk.supply.continuity

import data.lib.figures
import data.risk.supply.figures as limit

fires if input.company.bcp_exists == false
fires if input.company.switch_days > figures.on(limit.switch_days)

# null is "never rehearsed".
fires if input.company.bcp_exercise_days == null
fires if input.company.bcp_exercise_days > figures.on(limit.rehearsal_days)

severity := "high" if input.company.bcp_exists == false

else := "high" if input.company.switch_days > figures.on(limit.switch_days_high)

else := "medium"

evidence["bcp_exists"] := input.company.bcp_exists
evidence["switch_days"] := input.company.switch_days
evidence["bcp_exercise_days"] := input.company.bcp_exercise_days

lines["switch_days"] := figures.on(limit.switch_days) if input.company.switch_days > figures.on(limit.switch_days)
lines["bcp_exercise_days"] := figures.on(limit.rehearsal_days) if input.company.bcp_exercise_days > figures.on(limit.rehearsal_days)
