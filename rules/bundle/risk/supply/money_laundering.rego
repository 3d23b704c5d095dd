# METADATA
# title: 没有核查反洗钱特别预防名单
# description: 收付款之前没有核查反恐、联合国定向金融制裁、重大洗钱风险三类名单，或者有现金、虚拟货币收付。反洗钱法要求任何单位和个人采取特别预防措施，命中就须立即停止提供资金和资产。用现金或虚拟货币的为高；这一项是实务上的红旗，不是第40条的要件。
# custom:
#   id: SCM-077
#   scope: company
#   severity: [high, medium]
#   theme: due_diligence
#   basis_kind: law
#   basis:
#     - {source: AML-2024, article: 第40条}
#     - {source: AML-2026, article: 第2-3条}
#   remedy: [日常筛查加上这三类名单, 不用现金和虚拟货币结算, 地下钱庄来的款一律退回]
#   evidence: [名单核查日志]
#   effort: {days: 15, source: house}
#   effective_from: "2025-01-01"
#   lifecycle: stable
#   en:
#     title: Anti-money-laundering lists not checked
#     why: "Payments are made and taken without checking the three lists (counter-terrorism, United Nations targeted financial sanctions, serious money-laundering risk), or cash or crypto is used. The law binds every organisation and person to special prevention: with a hit, stop giving funds and assets at once. Cash or crypto is high; that part is a red flag of practice, not an element of article 40."
#     remedy:
#       - Put the three lists into your screening
#       - Settle nothing in cash or crypto
#       - Return every payment that comes through an underground bank
#     evidence: [The log of list checks]
package risk.supply.money_laundering

fires if input.company.aml_list_check == false
fires if input.company.cash_crypto_used

severity := "high" if input.company.cash_crypto_used

else := "medium"

evidence["aml_list_check"] := input.company.aml_list_check
evidence["cash_crypto_used"] := input.company.cash_crypto_used
