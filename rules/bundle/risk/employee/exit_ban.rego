# METADATA
# title: 拟出境人员可能被不准出境
# description: 未了结的民事案件、刑事案件、欠税、涉诈，都可能让人出不了境，法定代表人受未了结案件影响最常见。本人说有限制的，不能照常出行；法定代表人、高管、财务说不清楚的，先查清。
# custom:
#   id: EMP-024
#   scope: employee
#   severity: [critical, medium]
#   theme: visa_status
#   basis_kind: law
#   basis:
#     - {source: S04, article: 第十二条}
#     - {source: S05, article: 第十三、十四条}
#     - {source: S46, article: 第四十四条}
#     - {source: S08, article: 第三十六条}
#   remedy:
#     - 出行前，由本人向出入境管理或承办机关查询
#     - 换人出行
#     - 了结案件，或提供担保
#   evidence: [法院或税务文书, 本人声明]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Traveller may be barred from leaving
#     why: Open civil cases, criminal cases, tax debts or suspected fraud can bar a person from leaving China; legal representatives with open cases are hit most often. Who reports such a bar cannot travel as planned; a legal representative, executive or finance person who is not sure should find out first.
#     remedy:
#       - Have the person ask the exit authority or the office in charge before travel
#       - Send somebody else
#       - Settle the case or give security
#     evidence: [Court or tax papers, The person's statement]
package risk.employee.exit_ban

applies if input.employee.planned_departure

fires if input.employee.exit_ban_flag == "yes"

fires if {
	input.employee.exit_ban_flag == "unknown"
	input.employee.role in {"legal_rep", "exec", "finance"}
}

severity := "critical" if input.employee.exit_ban_flag == "yes"

else := "medium"

evidence["exit_ban_flag"] := input.employee.exit_ban_flag
evidence["role"] := input.employee.role
