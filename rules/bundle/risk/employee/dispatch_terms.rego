# METADATA
# title: 劳务派遣岗位、期限或主体不合规
# description: 派遣只能用在临时、辅助、替代岗位，临时岗位不超过 6 个月；派遣单位要有许可，和派遣工签两年以上的合同；用人单位不得自己设派遣单位给自己派人。现在有一样没做到。
# custom:
#   id: EMP-046
#   scope: company
#   severity: medium
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S01, article: 第五十七、五十八、六十六、六十七条}
#   remedy:
#     - 清理派遣岗位
#     - 换成合规的派遣单位
#   evidence: [派遣许可证, 岗位清单]
#   effort: {days: 45, source: house}
#   lifecycle: stable
#   en:
#     title: Dispatch defective in post, term or agency
#     why: Dispatch is for temporary, auxiliary and substitute posts only, and a temporary post lasts no more than six months; the agency is licensed and signs for two years or more; a company may not set up an agency to dispatch to itself. One of these is not met.
#     remedy:
#       - Clear up the dispatched posts
#       - Change to an agency that complies
#     evidence: [The dispatch licence, The list of posts]
package risk.employee.dispatch_terms

applies if input.company.dispatch_count > 0

fires if input.company.dispatch_ok == false

evidence["dispatch_count"] := input.company.dispatch_count
evidence["dispatch_ok"] := input.company.dispatch_ok
