# METADATA
# title: 工作许可过期或进入续签窗口
# description: 工作许可已过期，或者已到该续签的时候。过期还上岗属于非法就业。越南规定到期前 45 至 10 日递交续签；其他国家的提前天数，以及再早 30 天的提醒，是本站的建议值，不是法律规定。
# custom:
#   id: EMP-019
#   scope: employee
#   severity: [critical, high, medium]
#   theme: visa_status
#   basis_kind: law
#   basis:
#     - {source: S47, article: ""}
#     - {source: HOST, article: ""}
#     - {source: S05, article: 第十四条}
#   remedy:
#     - 按东道国的窗口期递交
#     - 到期前不得继续上岗的，立即停工
#   evidence: [工作许可卡]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Work permit expired or due for renewal
#     why: The work permit has ended or is due for renewal. Work on an expired permit is illegal employment. Vietnam wants the renewal filed 45 to 10 days before the end; the lead days of other countries, and the reminder 30 days before them, are figures of this site, not law.
#     remedy:
#       - File within the window of the host country
#       - Stop work at once where the person may not go on until the renewal
#     evidence: [The work permit card]
package risk.employee.permit_renewal

import data.lib.dates
import data.lib.figures
import data.risk.employee.figures as limit

applies if input.employee.work_permit_status == "held"

fires if expired
fires if input.employee.work_permit_expiry <= first_reminder

severity := "critical" if expired

else := "high" if input.employee.work_permit_expiry <= dates.plus_days(input.as_of, lead)

else := "medium"

expired if input.employee.work_permit_expiry < input.as_of

first_reminder := dates.plus_days(input.as_of, lead + figures.on(limit.permit_notice_days))

lead := input.country.employee.renew_lead_days if {
	input.employee.post_country
	input.country.employee.renew_lead_days > 0
}

evidence["work_permit_expiry"] := input.employee.work_permit_expiry
evidence["post_country"] := input.employee.post_country

lines["work_permit_expiry"] := first_reminder
