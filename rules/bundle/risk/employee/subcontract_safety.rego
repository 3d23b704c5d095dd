# METADATA
# title: 分包未签安全协议，或分包给无资质单位
# description: 境外工程分包出去，没有签安全管理协议，或者分包单位没有资质。罚 15 万至 30 万元，还可能 2 至 5 年内不得承接新项目；分包人员的培训由总包负总责。
# custom:
#   id: EMP-015
#   scope: company
#   severity: high
#   theme: personal_safety
#   basis_kind: law
#   basis:
#     - {source: S03, article: 第十、二十一条}
#     - {source: S20, article: 第四十九条}
#     - {source: S30, article: 第五条}
#   remedy:
#     - 补签安全管理协议
#     - 写入禁止转包的条款
#     - 核验分包单位的安全生产许可证
#   evidence: [分包合同, 分包单位资质]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Subcontract without a safety agreement or to an unqualified firm
#     why: Works abroad were subcontracted without a safety agreement, or to a firm without the qualification. The fine is CNY 150,000 to 300,000, and new projects may be barred for two to five years; the main contractor answers for the training of subcontracted staff.
#     remedy:
#       - Sign the safety agreement
#       - Forbid passing the work on
#       - Check the work-safety licence of the subcontractor
#     evidence: [The subcontract, Qualification of the subcontractor]
package risk.employee.subcontract_safety

applies if {
	input.company.overseas_contractor
	input.company.subcontract
}

fires if input.company.safety_agreement == false
fires if input.company.sub_qualified == false

evidence["safety_agreement"] := input.company.safety_agreement
evidence["sub_qualified"] := input.company.sub_qualified
