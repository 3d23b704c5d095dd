# METADATA
# title: 单一功能企业亏损
# description: 只为关联方做来料加工、合约制造、分销或合约研发等单一功能，却发生亏损。这样的企业不该承担决策失误、开工不足等造成的损失，应当保持合理的利润；无论金额多少，都要准备本地文档。
# custom:
#   id: TAX-020
#   scope: company
#   severity: high
#   theme: transfer_pricing
#   basis_kind: law
#   basis:
#     - {source: G2017-6, article: 第二十八条(条号记忆)}
#     - {source: G2016-42, article: 亏损单一功能企业须备本地文档}
#   remedy:
#     - 由委托方补偿到合理利润率
#     - 备妥本地文档
#     - 必要时在年终调整定价
#   evidence: [合同, 成本构成, 本地文档]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Single-function company makes a loss
#     why: The company only processes, makes to contract, distributes or researches for related parties, and it makes a loss. Such a company should not bear the cost of wrong decisions or idle plant and should earn a reasonable profit; it must keep a local file whatever the amounts.
#     remedy:
#       - Have the principal make it up to a reasonable margin
#       - Prepare the local file
#       - Adjust prices at year end where needed
#     evidence: [Contracts, The make-up of costs, The local file]
package risk.tax.single_function

applies if input.company.has_rpt

fires if {
	input.company.single_function
	input.company.loss_years >= 1
}

evidence["single_function"] := input.company.single_function
evidence["loss_years"] := input.company.loss_years
evidence["local_file_ready"] := input.company.local_file_ready
