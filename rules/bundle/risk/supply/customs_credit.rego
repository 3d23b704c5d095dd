# METADATA
# title: 海关信用降级或被稽查处罚
# description: 海关信用是失信或严重失信，或者近 12 个月受过处罚、稽查。2026 年 4 月 1 日起信用分五级；失信企业查验率提高、便利措施停用，也失去 AEO 互认。失信和严重失信为高。
# custom:
#   id: SCM-064
#   scope: company
#   severity: [high, medium]
#   theme: trade_control
#   basis_kind: law
#   basis:
#     - {source: CREDIT-282, article: ""}
#     - {source: CUSTOMS-CN, article: 海关法第45、86条；稽查条例第2条}
#     - {source: AEO-MRA, article: ""}
#   remedy: [按第282号令申请信用修复, 单证保存 3 年以上，备稽查, 常规企业评估要不要申请认证企业]
#   evidence: [信用中国查询结果, 海关信用公示]
#   effort: {days: 60, source: house}
#   effective_from: "2026-04-01"
#   lifecycle: stable
#   en:
#     title: Customs credit downgraded or audited
#     why: Your customs credit is "dishonest" or "seriously dishonest", or there was a penalty or an audit in the last 12 months. Since 1 April 2026 there are five grades; a dishonest enterprise is inspected more, loses facilitation and the mutual recognition of AEO. Those two grades are high.
#     remedy:
#       - Apply for credit repair under Order 282
#       - Keep papers for three years or more for an audit
#       - With a regular grade, consider applying to be certified
#     evidence: [The result from Credit China, The published customs grade]
package risk.supply.customs_credit

fires if dishonest
fires if input.company.customs_penalty_12m >= 1

severity := "high" if dishonest

else := "medium"

dishonest if input.company.customs_grade in {"dishonest", "serious_dishonest"}

evidence["customs_grade"] := input.company.customs_grade
evidence["customs_penalty_12m"] := input.company.customs_penalty_12m
