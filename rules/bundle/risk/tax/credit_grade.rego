# METADATA
# title: 纳税信用为 C 级或 D 级
# description: 纳税信用 C 级一般对应出口企业三类，D 级对应四类。退税审核会加严、时限延长，发票领用受限。分类办法现在是否有效，还要核对。
# custom:
#   id: TAX-058
#   scope: company
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: G2016-46, article: "分类标准,现行效力待核"}
#   remedy:
#     - 申请信用修复
#     - 消除失信事项后申请复评
#   evidence: [信用评价结果, 出口企业分类结果]
#   effort: {days: 30, source: house}
#   lifecycle: draft
#   en:
#     title: Tax credit grade C or D
#     why: Grade C mostly puts an exporter in class three, grade D in class four. Refunds are examined harder and take longer, and invoices are rationed. Whether the classification rules are still in force is to be checked.
#     remedy:
#       - Apply for credit repair
#       - Clear what led to the grade and ask for a new rating
#     evidence: [The credit rating, The exporter classification]
package risk.tax.credit_grade

applies if input.company.exporter

fires if input.company.tax_credit in {"C", "D"}

evidence["tax_credit"] := input.company.tax_credit
