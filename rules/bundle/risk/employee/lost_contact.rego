# METADATA
# title: 员工被境外高薪招募或失联
# description: 员工收到境外高薪招募，或者超过期限没有报平安，要按涉诈拘禁、绑架研判。期限看当地的安全风险等级，红色和橙色 1 天，黄色 3 天，蓝色 7 天；这是本站的建议值，不是法律规定。
# custom:
#   id: EMP-065
#   scope: employee
#   severity: [critical, high]
#   theme: personal_safety
#   basis_kind: house
#   basis: [{source: S33, article: 第十三条}, {source: HOUSE, article: ""}]
#   remedy:
#     - 拨打 12308，并联系属地派出所
#     - 启动失联预案
#     - 保存聊天和行程证据
#   evidence: [通联记录]
#   effort: {days: 1, source: house}
#   lifecycle: stable
#   en:
#     title: Employee lured abroad or out of contact
#     why: The person was approached with a high-pay offer abroad or has been silent beyond the limit; treat it as possible detention by fraudsters or kidnapping. The limit follows the travel-risk level of the place, 1 day for red and orange, 3 for yellow, 7 for blue; these are figures of this site, not law.
#     remedy:
#       - Call 12308 and the local police station
#       - Start the plan for lost contact
#       - Keep chats and travel records as evidence
#     evidence: [Records of contact]
package risk.employee.lost_contact

import data.lib.dates
import data.lib.figures
import data.risk.employee.figures as limit

applies if input.employee.location_type == "abroad"

fires if input.employee.lured
fires if input.employee.last_checkin < dates.plus_days(input.as_of, 0 - days)

# Silent beyond the longest limit: the level no longer matters.
fires if input.employee.last_checkin < dates.plus_days(input.as_of, 0 - longest)

severity := "critical" if input.employee.lured

else := "high"

days := by_level[input.derived.row_mfa_level]

by_level := {
	"red": figures.on(limit.checkin_days_red),
	"orange": figures.on(limit.checkin_days_orange),
	"yellow": figures.on(limit.checkin_days_yellow),
	"blue": figures.on(limit.checkin_days_blue),
}

longest := max([n | some n in by_level])

evidence["lured"] := input.employee.lured
evidence["last_checkin"] := input.employee.last_checkin
evidence["row_mfa_level"] := input.derived.row_mfa_level

lines["last_checkin"] := dates.plus_days(input.as_of, 0 - days) if input.employee.last_checkin < dates.plus_days(input.as_of, 0 - days)
