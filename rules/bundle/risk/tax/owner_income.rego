# METADATA
# title: 实际控制人境外所得没有申报
# description: 实际控制人有境外账户或股权，近三年的境外所得却没有申报。金融账户信息自动交换，2025 年起多地追缴。一般追三年，特殊情况追五年；属于偷税的，没有期限。
# custom:
#   id: TAX-061
#   scope: company
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: IITL, article: ""}
#     - {source: IITSELF, article: ""}
#     - {source: TCAL, article: 第52条}
#   remedy:
#     - 梳理 2022 年以来的境外所得
#     - 补申报，并抵免境外已缴的税
#     - 更正 CRS 自我证明
#   evidence: [账户清单, CRS 自我证明, 申报记录]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Owner's income from abroad not declared
#     why: The owner holds accounts or shares abroad, but income from abroad of the last three years was not declared. Account data are exchanged automatically, and since 2025 tax offices in many places have collected. They look back three years, five in special cases, and without limit where it is evasion.
#     remedy:
#       - List income from abroad since 2022
#       - Declare it and credit tax paid abroad
#       - Correct the CRS self-certification
#     evidence: [The list of accounts, The CRS self-certification, Filing records]
package risk.tax.owner_income

applies if input.company.owner_offshore_acct

fires if input.company.owner_declared == false

evidence["owner_offshore_acct"] := input.company.owner_offshore_acct
evidence["owner_declared"] := input.company.owner_declared
