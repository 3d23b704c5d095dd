# METADATA
# title: 外籍员工离职、变动或违规未报告
# description: 外籍员工离职、变更工作地域、违规或失踪，聘用单位要及时报告公安出入境部门。条文没有配专门罚则，但会影响单位信用和以后的签证审查。
# custom:
#   id: EMP-082
#   scope: company
#   severity: medium
#   theme: visa_status
#   basis_kind: law
#   basis:
#     - {source: S04, article: 第四十五条}
#     - {source: S06, article: 第二十六条}
#   remedy:
#     - 补报
#     - 在离职流程里加上报告这一步
#   evidence: [报告回执]
#   effort: {days: 5, source: house}
#   lifecycle: stable
#   en:
#     title: Changes of foreign staff not reported
#     why: When a foreign employee leaves, moves, breaks rules or goes missing, the employer reports it to the exit and entry authority in time. No fine is attached, but it weighs on the company’s standing and on later visa applications.
#     remedy:
#       - Report it late
#       - Make the report a step of the leaving procedure
#     evidence: [Receipts of the reports]
package risk.employee.foreign_changes

fires if {
	input.company.foreign_changes_12m
	input.company.foreign_changes_reported == false
}

evidence["foreign_changes_12m"] := input.company.foreign_changes_12m
evidence["foreign_changes_reported"] := input.company.foreign_changes_reported
