# METADATA
# title: 护照已过期或有效期不足 6 个月
# description: 到期日当天仍有效；过期属未持有效证件，不准出境。6 个月是多数国家入境和航司的惯例，不是中国法的要求；不足一年时提示换发。
# custom:
#   id: EMP-016
#   scope: employee
#   severity: [critical, high, low]
#   theme: visa_status
#   basis_kind: law
#   basis:
#     - {source: S04, article: 第十一条、第十二条(一)}
#     - {source: S05, article: 第十一条}
#     - {source: S75, article: ""}
#   remedy:
#     - 16 周岁以上可在试点城市（含杭州）全程网办换发
#     - 紧急出行走加急
#     - 换发后同步更新工作许可
#   evidence: [护照首页（掩码）]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Passport expired or valid for less than six months
#     why: A passport is valid through its last day; with an expired one a person may not leave the country. Six months is the custom of most countries and airlines, not Chinese law; under a year is a reminder to renew.
#     remedy:
#       - Persons of 16 and over can renew online in pilot cities (Hangzhou among them)
#       - Use the urgent channel for urgent travel
#       - Update the work permit after renewal
#     evidence: ["The passport's first page, masked"]
package risk.employee.passport_validity

import data.lib.dates
import data.lib.figures
import data.risk.employee.figures as limit

applies if input.employee.location_type == "abroad"
applies if input.employee.planned_departure

fires if input.employee.passport_expiry < in_days(limit.passport_renewal_days)

severity := "critical" if input.employee.passport_expiry < input.as_of

else := "high" if input.employee.passport_expiry < in_days(limit.passport_validity_days)

else := "low"

in_days(table) := dates.plus_days(input.as_of, figures.on(table))

evidence["passport_expiry"] := input.employee.passport_expiry

lines["passport_expiry"] := in_days(limit.passport_validity_days) if input.employee.passport_expiry < in_days(limit.passport_validity_days)

else := in_days(limit.passport_renewal_days)
