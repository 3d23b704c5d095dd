# METADATA
# title: 在东道国停留接近或超过 183 天
# description: 近 12 个月在当地超过 183 天，还没有做税务登记；或者已到 150 至 183 天。多数税收协定以 183 天划线，按日历年还是任意 12 个月算，看具体协定；人待久了，还要评估公司是否构成常设机构。150 天是本站的提醒线，不是法律规定。
# custom:
#   id: EMP-038
#   scope: employee
#   severity: [high, medium]
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: DTT, article: 第15条}
#     - {source: HOUSE, article: ""}
#   remedy:
#     - 按协定测一遍：183 天、雇主、常设机构负担
#     - 登记并申报
#     - 评估常设机构风险
#   evidence: [出入境记录, 纳税登记]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Near or over 183 days in the host country
#     why: The person spent more than 183 days there in 12 months without tax registration, or 150 to 183 days. Most tax treaties draw the line at 183 days, by calendar year or any 12 months; a long stay may also give the company a permanent establishment. The 150 days are a reminder of this site, not law.
#     remedy:
#       - Run the test of the treaty on days, employer and who bears the pay
#       - Register and file there
#       - Assess the risk of a permanent establishment
#     evidence: [Entry and exit records, The tax registration]
package risk.employee.host_183_days

import data.lib.figures
import data.risk.employee.figures as limit

applies if input.employee.location_type == "abroad"

fires if unregistered

fires if {
	input.employee.days_in_country_12m >= figures.on(limit.tax_days_warning)
	input.employee.days_in_country_12m <= figures.on(limit.tax_days)
}

severity := "high" if unregistered

else := "medium"

unregistered if {
	input.employee.days_in_country_12m > figures.on(limit.tax_days)
	input.employee.host_tax_registered == false
}

evidence["days_in_country_12m"] := input.employee.days_in_country_12m
evidence["host_tax_registered"] := input.employee.host_tax_registered
evidence["post_country"] := input.employee.post_country

lines["days_in_country_12m"] := figures.on(limit.tax_days) if unregistered

else := figures.on(limit.tax_days_warning)
