# METADATA
# title: 外派员工境外所得未申报
# description: 派往境外的员工在境内有住所，境外所得却没有在次年 3 月 1 日至 6 月 30 日之间申报。居民个人的全球所得都要缴税，税务机关正要求自查 2022 至 2024 年度。
# custom:
#   id: TAX-059
#   scope: company
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: G2020-3, article: 第七、八条(条号记忆)}
#     - {source: IITL, article: 第1、7、13条}
#   remedy:
#     - 组织补申报，并做境外税额抵免
#     - 制定外派税负平衡政策
#     - 每年 6 月 30 日前集中申报
#   evidence: [外派合同, 境外工资单, 完税证明]
#   deadline: {zh: 次年 3 月 1 日至 6 月 30 日, en: 1 March to 30 June of the following year, month_day: "06-30", missed: true}
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Overseas income of assigned staff not declared
#     why: Staff sent abroad are domiciled in China, but their overseas income was not declared between 1 March and 30 June of the following year. Residents are taxed on worldwide income, and the tax office now asks people to check 2022 to 2024 themselves.
#     remedy:
#       - Arrange late returns and credit foreign tax
#       - Set a tax equalisation policy for assignments
#       - File together by 30 June each year
#     evidence: [Assignment contracts, Overseas payslips, Tax receipts]
package risk.tax.assignee_income

applies if input.company.expat_n > 0

fires if input.company.expat_filed == false

evidence["expat_n"] := input.company.expat_n
evidence["expat_filed"] := input.company.expat_filed
