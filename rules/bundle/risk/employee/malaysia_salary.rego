# METADATA
# title: 马来西亚 EP 薪资低于新门槛
# description: 2026 年 6 月 1 日起，就业准证（EP）的新申请和续签都按新门槛：一类月薪 2 万令吉，二类 1 万令吉，三类制造业 7 千令吉、其他行业 5 千令吉。这名员工的基本月薪不够。
# custom:
#   id: EMP-031
#   scope: employee
#   severity: medium
#   theme: visa_status
#   basis_kind: law
#   basis:
#     - {source: S57, article: ""}
#   effective_from: "2026-06-01"
#   remedy:
#     - 调整准证类别或薪资
#     - 准备本地接替计划
#   evidence: [聘用合同]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Malaysian Employment Pass salary below the new floor
#     why: From 1 June 2026 new and renewed Employment Passes need a basic monthly salary of MYR 20,000 in category I, MYR 10,000 in category II, and in category III MYR 7,000 for manufacturers and MYR 5,000 for others. This salary is lower.
#     remedy:
#       - Change the category or the salary
#       - Prepare a plan for local succession
#     evidence: [The employment contract]
package risk.employee.malaysia_salary

import data.lib.amounts
import data.lib.figures
import data.risk.employee.figures as limit

applies if {
	input.employee.post_country == "MY"
	input.employee.application_date >= "2026-06-01"
}

fires if amounts.below(input.employee.base_salary_local, floor)

floor := figures.on(limit.ep_one) if input.employee.ep_category == "I"
floor := figures.on(limit.ep_two) if input.employee.ep_category == "II"

floor := figures.on(limit.ep_three_manufacturing) if {
	input.employee.ep_category == "III"
	input.company.sector_mfg
}

floor := figures.on(limit.ep_three) if {
	input.employee.ep_category == "III"
	input.company.sector_mfg == false
}

evidence["ep_category"] := input.employee.ep_category
evidence["base_salary_local"] := input.employee.base_salary_local
evidence["application_date"] := input.employee.application_date

lines["base_salary_local"] := floor
