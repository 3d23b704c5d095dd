# METADATA
# title: 签证或停留期已过期或将过期
# description: 签证或允许停留的期限已过，或者只剩 60 天以内；到期日当天仍算有效。非法居留被遣返的，6 个月至 3 年不签发护照。60 天和 30 天的提醒线是行业经验，不是法律规定。
# custom:
#   id: EMP-018
#   scope: employee
#   severity: [critical, high, medium]
#   theme: visa_status
#   basis_kind: law
#   basis:
#     - {source: S05, article: 第十四条}
#     - {source: S04, article: 第十二条(四)}
#     - {source: HOST, article: ""}
#   remedy:
#     - 已过期的，立即停工并咨询当地移民律师
#     - 申请延期或转换
#     - 建立 60 天和 30 天预警
#   evidence: [签证页, 居留卡]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Visa or stay expired or expiring
#     why: The visa or permitted stay has ended or ends within 60 days; the last day itself still counts. Who is removed for an illegal stay gets no passport for six months to three years. The 60 and 30 days are trade experience, not law.
#     remedy:
#       - If it has ended, stop work at once and ask an immigration lawyer there
#       - Apply for an extension or a change of status
#       - Set up warnings at 60 and 30 days
#     evidence: [The visa page, The residence card]
package risk.employee.visa_expiry

import data.lib.dates
import data.lib.figures
import data.risk.employee.figures as limit

applies if input.employee.location_type == "abroad"

fires if input.employee.visa_expiry <= in_days(limit.visa_warning_days)

severity := "critical" if input.employee.visa_expiry < input.as_of

else := "high" if input.employee.visa_expiry <= in_days(limit.visa_urgent_days)

else := "medium"

in_days(table) := dates.plus_days(input.as_of, figures.on(table))

evidence["visa_expiry"] := input.employee.visa_expiry

lines["visa_expiry"] := in_days(limit.visa_warning_days)
