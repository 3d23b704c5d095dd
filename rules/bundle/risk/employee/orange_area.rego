# METADATA
# title: 橙色地区未专项审批或没有方案
# description: 当地的安全风险等级是橙色，派人却没有一把手审批，或者没有专项安全方案。高风险国家要从严管理，企业负责人是第一责任人。
# custom:
#   id: EMP-069
#   scope: employee
#   severity: high
#   theme: personal_safety
#   basis_kind: law
#   basis:
#     - {source: S34, article: ""}
#     - {source: S30, article: 第五章}
#     - {source: S32, article: ""}
#     - {source: S33, article: 第十八、二十一条}
#   remedy:
#     - 补审批
#     - 评估武装安保和物理防护
#     - 备好另一条撤离路线
#   evidence: [审批单, 专项方案]
#   effort: {days: 7, source: house}
#   lifecycle: stable
#   en:
#     title: Orange area without approval or plan
#     why: The place is rated orange, and the posting was not approved by the head of the company, or there is no safety plan for the site. High-risk countries are to be handled strictly, and the head of the company answers first.
#     remedy:
#       - Make up the approval
#       - Assess armed guards and physical protection
#       - Prepare a second way out
#     evidence: [The approval, The safety plan]
package risk.employee.orange_area

import data.lib.away

applies if {
	away.away
	input.derived.row_mfa_level == "orange"
}

fires if input.employee.orange_approved == false
fires if input.employee.site_plan == false

evidence["row_mfa_level"] := input.derived.row_mfa_level
evidence["orange_approved"] := input.employee.orange_approved
evidence["site_plan"] := input.employee.site_plan
