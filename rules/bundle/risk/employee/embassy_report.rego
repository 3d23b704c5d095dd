# METADATA
# title: 境外工程合同签订后未报使领馆
# description: 境外工程合同签订后，要及时报告当地使领馆。没有报的，罚 2 万至 5 万元；真出了事，使领馆也不知道您的人在哪里。
# custom:
#   id: EMP-077
#   scope: company
#   severity: medium
#   theme: personal_safety
#   basis_kind: law
#   basis:
#     - {source: S03, article: 第十六、二十二条}
#   remedy:
#     - 补报
#     - 留好回执
#   evidence: [报告函]
#   effort: {days: 5, source: house}
#   lifecycle: stable
#   en:
#     title: Works contract not reported to the embassy
#     why: A contract for works abroad is reported to the embassy or consulate soon after signing. The fine is CNY 20,000 to 50,000, and when something happens the embassy does not know where your people are.
#     remedy:
#       - Report it late
#       - Keep the receipt
#     evidence: [The report letter]
package risk.employee.embassy_report

applies if input.company.overseas_contractor

fires if input.company.embassy_reported == false

evidence["embassy_reported"] := input.company.embassy_reported
