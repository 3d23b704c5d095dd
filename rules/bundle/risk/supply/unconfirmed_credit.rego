# METADATA
# title: 高风险开证行的信用证没有保兑
# description: 开证行评级低，或者所在国风险高，信用证却没有由另一家银行保兑。那个国家一管制外汇，或者银行违约，开证行的付款承诺就兑现不了。这是实务做法，不是法律规定。
# custom:
#   id: SCM-026
#   scope: company
#   severity: high
#   theme: due_diligence
#   basis_kind: practice
#   basis:
#     - {source: UCP600, article: Art. 8}
#   remedy: [要求第三国银行加具保兑, 或者投保政治险之后再出运]
#   evidence: [开证行评级, 保兑函]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Credit of a weak bank not confirmed
#     why: The issuing bank is rated low or its country is high-risk, and no other bank has confirmed the credit. If that country controls its currency or the bank defaults, its promise to pay is worth nothing. This is practice, not law.
#     remedy: [Ask for confirmation by a bank in a third country, Or ship only after insuring political risk]
#     evidence: [The rating of the issuing bank, The confirmation]
package risk.supply.unconfirmed_credit

applies if input.company.issuing_bank_weak

fires if input.company.lc_confirmed == false

evidence["issuing_bank_weak"] := input.company.issuing_bank_weak
evidence["lc_confirmed"] := input.company.lc_confirmed
