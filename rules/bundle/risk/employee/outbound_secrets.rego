# METADATA
# title: 向境外提供技术或经营秘密未审查
# description: 向境外机构、人员提供技术资料或经营秘密，事先没有审批，也没有看是不是出口管制物项。为境外窃取、刺探、收买、非法提供商业秘密，最高可判五年以上，单位也能构成犯罪。
# custom:
#   id: EMP-053
#   scope: company
#   severity: critical
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S07, article: 第二百一十九条之一、第二百二十条}
#     - {source: SA5, article: 第二、十二条}
#   remedy:
#     - 先停止外发
#     - 补做审查
#     - 和境外对方签保密协议
#   evidence: [外发记录, 审批单]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Secrets sent abroad without review
#     why: Technical or business secrets go to organisations or people abroad without approval and without a look at export control. To steal, spy out, buy or unlawfully provide trade secrets for foreign parties can mean more than five years in prison, and a company can commit the crime too.
#     remedy:
#       - Stop sending first
#       - Make up the review
#       - Sign confidentiality agreements with the parties abroad
#     evidence: [Records of what was sent, Approval forms]
package risk.employee.outbound_secrets

applies if input.company.outbound_tech

fires if input.company.outbound_review == false

evidence["outbound_tech"] := input.company.outbound_tech
evidence["outbound_review"] := input.company.outbound_review
