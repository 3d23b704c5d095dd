# METADATA
# title: 涉密人员出境未经批准，或在脱密期
# description: 在岗涉密人员出境要经有关部门批准；脱密期内不得违反规定就业和出境；国家安全机关还可以决定不准出境。现在已有出境计划，批准却还没有。
# custom:
#   id: EMP-025
#   scope: employee
#   severity: critical
#   theme: visa_status
#   basis_kind: law
#   basis:
#     - {source: S41, article: 第四十五、四十六条}
#     - {source: S42, article: 第三十三条}
#   remedy:
#     - 暂停出行
#     - 报保密委员会或主管部门审批
#   evidence: [涉密登记, 审批表]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Classified staff leaving without approval
#     why: A person on a classified post needs approval before leaving China; in the cooling-off period exit and employment are restricted; the state security authority may bar exit. A departure is planned, and the approval is missing.
#     remedy:
#       - Put the trip on hold
#       - Ask the secrecy committee or the authority in charge for approval
#     evidence: [The register of classified staff, The approval form]
package risk.employee.classified_exit

applies if input.employee.classified != "none"

fires if {
	input.employee.planned_departure
	input.employee.exit_approved == false
}

evidence["classified"] := input.employee.classified
evidence["planned_departure"] := input.employee.planned_departure
evidence["exit_approved"] := input.employee.exit_approved
