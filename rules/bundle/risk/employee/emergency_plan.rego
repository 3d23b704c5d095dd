# METADATA
# title: 无境外突发事件应急预案，或预案过旧
# description: 有人在境外，却没有应急预案；或者预案超过 12 个月没有更新。承包单位没有制定的，罚 10 万至 20 万元；劳务企业拒不改正的，罚 1 万至 2 万元。每年更新是本站的建议值，不是法律规定。
# custom:
#   id: EMP-070
#   scope: company
#   severity: [high, medium]
#   theme: personal_safety
#   basis_kind: law
#   basis:
#     - {source: S02, article: 第十七、四十五条}
#     - {source: S03, article: 第十七、二十条}
#     - {source: S33, article: 第四、十八条}
#     - {source: HOUSE, article: ""}
#   remedy:
#     - 按使馆指导编制预案
#     - 发中外双语的应急卡
#     - 每年更新
#   evidence: [应急预案, 演练记录]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: No emergency plan for abroad, or an old one
#     why: People are abroad without an emergency plan, or the plan was not updated for more than 12 months. A contractor without one pays CNY 100,000 to 200,000; a labour-cooperation company that does not correct it pays CNY 10,000 to 20,000. The yearly update is a figure of this site, not law.
#     remedy:
#       - Draw up the plan with guidance from the embassy
#       - Hand out emergency cards in two languages
#       - Update it every year
#     evidence: [The plan, Drill records]
package risk.employee.emergency_plan

import data.lib.figures
import data.risk.employee.figures as limit

applies if input.derived.staff_abroad

fires if no_plan
fires if old

severity := "high" if no_plan

else := "medium"

no_plan if input.company.emergency_plan == false

old if input.company.plan_updated_months > figures.on(limit.plan_months)

evidence["emergency_plan"] := input.company.emergency_plan
evidence["plan_updated_months"] := input.company.plan_updated_months

lines["plan_updated_months"] := figures.on(limit.plan_months) if old
