# METADATA
# title: 签证、证照申请材料不实
# description: 近 12 个月的签证、证照或邀请函材料里，有不实或代填的内容。罚 2 千至 5 千元；情节严重的，拘留并罚 5 千至 2 万元，还可能构成骗取出境证件罪。
# custom:
#   id: EMP-026
#   scope: company
#   severity: critical
#   theme: visa_status
#   basis_kind: law
#   basis:
#     - {source: S04, article: 第七十三、七十四条}
#     - {source: S05, article: 第十七条}
#     - {source: S07, article: 第三百一十九条}
#   remedy:
#     - 撤回并更正
#     - 内部问责
#     - 改由专人复核材料
#   evidence: [材料留底, 委托书]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: False statements in visa or document applications
#     why: Something in the visa, document or invitation papers of the last 12 months was untrue or filled in for somebody else. The fine is CNY 2,000 to 5,000; in grave cases there is detention and CNY 5,000 to 20,000, and it may be the crime of obtaining exit papers by fraud.
#     remedy:
#       - Withdraw and correct the papers
#       - Hold those responsible to account
#       - Have one person check all papers
#     evidence: [Copies of the papers, Powers of attorney]
package risk.employee.false_papers

fires if input.company.false_material

evidence["false_material"] := input.company.false_material
