# METADATA
# title: 外籍员工居留或工作许可临期、过期
# description: 居留证件或工作许可，按先到期的算，已过期或 60 天内到期。居留延期要在届满 30 日前申请，不足 30 天就已错过；停留延期是 7 日前。逾期先警告；情节严重的，每日罚 500 元，累计不超过 1 万元，或者拘留。60 天的提醒是本站的建议值。
# custom:
#   id: EMP-079
#   scope: employee
#   severity: [critical, high, medium]
#   theme: visa_status
#   basis_kind: law
#   basis:
#     - {source: S04, article: 第二十九、三十二、七十八条}
#     - {source: HOUSE, article: ""}
#   remedy:
#     - 马上预约出入境大队
#     - 准备延期材料
#     - 和工作许可一起办
#   evidence: [证件页]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Foreign employee’s permits expiring or expired
#     why: The residence or work permit that ends first has ended or ends within 60 days. An extension of residence is asked for 30 days before the end, so that less is too late; of a stay, 7 days before. A warning comes first; in grave cases it is CNY 500 a day up to CNY 10,000, or detention. The reminder at 60 days is a figure of this site.
#     remedy:
#       - Book the exit and entry office at once
#       - Prepare the papers for the extension
#       - Do it together with the work permit
#     evidence: [The pages of the permits]
package risk.employee.foreigner_expiry

import data.lib.dates
import data.lib.figures
import data.risk.employee.figures as limit

applies if {
	input.employee.nationality != "CN"
	input.employee.location_type == "CN"
}

fires if input.employee.cn_residence_expiry <= in_days(limit.foreigner_warning_days)
fires if input.employee.cn_work_permit_expiry <= in_days(limit.foreigner_warning_days)

severity := "critical" if ends(input.as_of)

else := "high" if ends(in_days(limit.foreigner_extension_days))

else := "medium"

# ends: one of the permits ends before a day.
ends(day) if input.employee.cn_residence_expiry < day
ends(day) if input.employee.cn_work_permit_expiry < day

in_days(table) := dates.plus_days(input.as_of, figures.on(table))

evidence["cn_residence_expiry"] := input.employee.cn_residence_expiry
evidence["cn_work_permit_expiry"] := input.employee.cn_work_permit_expiry
