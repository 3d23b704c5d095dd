# METADATA
# title: 没有写明适用还是排除 CISG
# description: 对方营业地在《联合国国际货物销售合同公约》的缔约国，合同却没有写明适用还是排除。双方营业地在不同缔约国时公约自动适用，检验和通知的规则与国内法不同，例如质量异议最长 2 年（第39条）。
# custom:
#   id: SCM-023
#   scope: company
#   severity: low
#   theme: due_diligence
#   basis_kind: law
#   basis:
#     - {source: CISG, article: "Art. 1(1)(a), 6, 35-39"}
#   remedy: [明确写上适用或者排除, 同时约定质量异议期]
#   evidence: [合同的适用法条款]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Contract silent on the sales convention
#     why: The other side has its place of business in a state party to the UN sales convention (CISG), and the contract neither accepts nor excludes it. Between parties in different contracting states it applies by itself, and its rules on inspection and notice differ from domestic law; notice of defects, for one, can come for up to two years (article 39).
#     remedy: [Accept or exclude it in words, Agree on a period for notice of defects as well]
#     evidence: [The governing-law clause of the contract]
package risk.supply.sales_convention

applies if input.derived.counterparty_cisg

fires if input.company.cisg_decided == false

evidence["counterparty_country"] := input.company.counterparty_country
evidence["counterparty_cisg"] := input.derived.counterparty_cisg
evidence["cisg_decided"] := input.company.cisg_decided
