# METADATA
# title: 主要为了少缴税的境外安排
# description: 有一个以获取税收利益为唯一或主要目的、形式合规但与经济实质不符的安排。税务机关可以按合理方法调整，补税并加收利息。
# custom:
#   id: TAX-025
#   scope: company
#   severity: high
#   theme: permanent_establishment
#   basis_kind: law
#   basis:
#     - {source: EITL, article: 第47、48条}
#     - {source: EITR, article: 第120条}
#     - {source: STA32, article: ""}
#   remedy:
#     - 补充商业理由文件，或者拆除这项安排
#     - 评估以前年度要不要自行调整
#   evidence: [交易方案, 董事会论证, 节税测算邮件]
#   effort: {days: 45, source: house}
#   lifecycle: stable
#   en:
#     title: Arrangement abroad made mainly to save tax
#     why: There is an arrangement whose only or main purpose is a tax benefit, right in form but out of line with its substance. The tax office may adjust it by a reasonable method, collect the tax and add interest.
#     remedy:
#       - Document the business reason, or take the arrangement apart
#       - See whether earlier years should be corrected on your own
#     evidence: [The deal plan, The board's discussion, E-mails that work out the saving]
package risk.tax.tax_driven_arrangement

fires if input.company.gaar_shell

evidence["gaar_shell"] := input.company.gaar_shell
