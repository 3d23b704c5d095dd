# METADATA
# title: 买了信保，却没有按保单操作的流程
# description: 有出口信用保险，但限额审批、出运申报、可能损失报案没有书面流程。超限额、漏报、迟报都会让赔付比例（常见上限约 90%）打折，甚至拒赔。以保单条款为准，这不是法律规定。
# custom:
#   id: SCM-032
#   scope: company
#   severity: medium
#   theme: due_diligence
#   basis_kind: practice
#   basis:
#     - {source: SINOSURE, article: ""}
#   remedy: [把报损时限写进应收台账，到期提醒, 超限额就停止出运, 改付款条件之前先批单]
#   evidence: [保单, 申报记录]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Credit insurance without a process to keep its terms
#     why: You hold export credit insurance, but limits, declarations of shipments and reports of a possible loss follow no written process. Going over a limit, or declaring late or not at all, cuts the compensation (commonly up to about 90%) or loses it. The policy decides; this is not law.
#     remedy:
#       - Put the time for reporting a loss into the receivables ledger, with a reminder
#       - Stop shipments that go over the limit
#       - Have the policy endorsed before payment terms change
#     evidence: [The policy, Records of declarations]
package risk.supply.credit_insurance

applies if input.company.has_eci

fires if input.company.eci_process == false

evidence["has_eci"] := input.company.has_eci
evidence["eci_process"] := input.company.eci_process
