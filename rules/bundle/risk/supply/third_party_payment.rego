# METADATA
# title: 第三方收付款
# description: 近 12 个月，收款人或付款人与合同对方的名称或国家不一致。洗钱、规避制裁、骗税和改账号诈骗都有这个特征，收汇和退税的真实性也会被质疑。这是实务上的红旗，不是法律规定的界线。
# custom:
#   id: SCM-029
#   scope: company
#   severity: high
#   theme: due_diligence
#   basis_kind: practice
#   basis:
#     - {source: IC3-BEC, article: ""}
#   remedy: [没有三方协议的代收代付，一律不做, 核查代付人是否在名单上、受益所有人是谁, 向银行说明背景]
#   evidence: [银行水单, 代付协议]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Payments by or to third parties
#     why: In the last 12 months a payee or payer differed from the contract party by name or by country. Money laundering, sanctions evasion, refund fraud and changed-account fraud all look like this, and it puts the truth of your collections and refund claims in doubt. It is a red flag of practice, not a line of law.
#     remedy:
#       - Refuse payments for others without an agreement of all three
#       - Check the payer against lists and find its beneficial owner
#       - Explain the background to your bank
#     evidence: [Bank advices, Agreements on payment by others]
package risk.supply.third_party_payment

fires if input.company.third_party_payment
fires if input.derived.payee_differs

evidence["third_party_payment"] := input.company.third_party_payment
evidence["payee_differs"] := input.derived.payee_differs
