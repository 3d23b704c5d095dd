# METADATA
# title: 入境 30 日内未办居留证件
# description: 签证要求入境后办居留证件（如 Z 字、R 字），却没有在入境之日起 30 日内申请。超过停留居留期限，属于非法居留，按出境入境管理法第七十八条处罚。
# custom:
#   id: EMP-080
#   scope: employee
#   severity: high
#   theme: visa_status
#   basis_kind: law
#   basis:
#     - {source: S04, article: 第三十、七十八条}
#     - {source: S06, article: 第二十五条}
#   remedy:
#     - 马上办理
#     - 说明理由
#   evidence: [入境章]
#   effort: {days: 5, source: house}
#   lifecycle: stable
#   en:
#     title: Residence permit not applied for within 30 days of entry
#     why: The visa has to be turned into a residence permit (such as Z or R), but it was not applied for within 30 days of entry. To stay beyond the permitted time is illegal residence, punished under article 78 of the Exit and Entry Law.
#     remedy:
#       - Apply at once
#       - Explain the delay
#     evidence: [The entry stamp]
package risk.employee.residence_application

import data.lib.dates
import data.lib.figures
import data.risk.employee.figures as limit

applies if {
	input.employee.nationality != "CN"
	input.employee.location_type == "CN"
	input.employee.residence_required
}

fires if {
	not input.employee.residence_applied
	last_day < input.as_of
}

fires if input.employee.residence_applied > last_day

last_day := dates.plus_days(input.employee.entry_date, figures.on(limit.residence_days))

evidence["entry_date"] := input.employee.entry_date
evidence["residence_applied"] := input.employee.residence_applied

lines["residence_applied"] := last_day
