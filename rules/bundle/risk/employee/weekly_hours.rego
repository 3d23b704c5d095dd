# METADATA
# title: 周工时超过东道国标准
# description: 实际周工时超过当地法定标准，加班费却没有付。工时是境外劳资纠纷的头号起因。对照国内：劳动法为每日 8 小时、每周 44 小时，国务院另规定每周 40 小时。各国的数多数未逐条核对，请当地顾问确认。
# custom:
#   id: EMP-042
#   scope: employee
#   severity: high
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: HOST, article: ""}
#     - {source: S24, article: 第三十六、四十一、四十四条}
#   remedy:
#     - 压减工时
#     - 补发加班费
#     - 按当地规定备案轮班制
#   evidence: [考勤, 工资单]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Weekly hours over the limit of the host country
#     why: The hours really worked are over the statutory week of the host, and overtime is not paid. Hours are the first cause of labour disputes abroad. In China the Labour Law has 8 hours a day and 44 a week, and the State Council 40 a week. Most host figures were not checked article by article; have a local adviser confirm.
#     remedy:
#       - Cut the hours
#       - Pay the overtime owed
#       - File a shift system as the host requires
#     evidence: [Time sheets, Payslips]
package risk.employee.weekly_hours

applies if {
	input.employee.location_type == "abroad"
	input.country.employee.weekly_hours != null
}

fires if {
	input.employee.weekly_hours > limit
	input.employee.overtime_paid == false
}

limit := input.country.employee.weekly_hours if is_number(input.country.employee.weekly_hours)

# A country that changes its week by year: the year of the day, or the last one given before it.
limit := input.country.employee.weekly_hours[max(years)] if is_object(input.country.employee.weekly_hours)

years := {year |
	some year, _ in input.country.employee.weekly_hours
	year <= substring(input.as_of, 0, 4)
}

evidence["weekly_hours"] := input.employee.weekly_hours
evidence["overtime_paid"] := input.employee.overtime_paid
evidence["post_country"] := input.employee.post_country

lines["weekly_hours"] := limit
