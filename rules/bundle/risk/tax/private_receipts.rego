# METADATA
# title: 用个人或账外账户收货款
# description: 用个人、他人或没有入账的境外账户收取货款。隐匿收入是偷税手段，处 0.5 至 5 倍罚款；逃税 10 万元以上且占应纳税额 10% 以上的，可以追究逃税罪，50 万元以上且占 30% 以上为数额巨大。
# custom:
#   id: TAX-046
#   scope: company
#   severity: critical
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: TCAL, article: 第63条}
#     - {source: CL201, article: 第201条}
#     - {source: FS2024-4, article: 第一、二条}
#   remedy:
#     - 关停个人收款，归集到对公账户
#     - 逐年补申报收入和税款
#     - 在稽查之前主动纠正
#   evidence: [收款账户流水, 第三方支付记录]
#   effort: {days: 45, source: house}
#   lifecycle: stable
#   en:
#     title: Sales collected on personal or unbooked accounts
#     why: Payment for goods comes in on accounts of a person, of somebody else, or abroad and off the books. Hidden income is tax evasion, fined at 0.5 to 5 times the tax. From CNY 100,000 and 10% of the tax due it can be prosecuted as a crime; CNY 500,000 and 30% is a huge amount.
#     remedy:
#       - Close personal accounts and collect on the company's own
#       - Declare the income and pay the tax year by year
#       - Put it right before an inspection
#     evidence: [Statements of the receiving accounts, Records of payment services]
package risk.tax.private_receipts

fires if input.company.personal_receipts

evidence["personal_receipts"] := input.company.personal_receipts
