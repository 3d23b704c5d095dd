# METADATA
# title: 印尼：与低税地关联方交易却没有备文档
# description: 印尼主体与名义税率低于 22% 的地方的关联方交易（例如香港 16.5%、新加坡 17%），无论金额多少都要备主体文档和本地文档，却没有备妥。经香港、新加坡采购或分销的架构常常中招。
# custom:
#   id: TAX-074
#   scope: presence
#   severity: medium
#   theme: transfer_pricing
#   basis_kind: law
#   basis:
#     - {source: ID172, article: ""}
#   score_with: host_documents
#   remedy:
#     - 编制主体文档和本地文档
#     - 重新评估港新贸易公司的加价
#   evidence: [对手方清单, 同期资料]
#   effort: {days: 30, source: house}
#   effective_from: "2023-12-29"
#   lifecycle: stable
#   en:
#     title: "Indonesia: dealings with a lower-taxed related party without documents"
#     why: The Indonesian entity deals with a related party where the nominal rate is under 22% (Hong Kong 16.5%, Singapore 17%), which calls for a master and a local file whatever the amount, and they were not ready. Groups that buy or sell through Hong Kong or Singapore are often caught.
#     remedy:
#       - Prepare the master and the local file
#       - Review the mark-up of the Hong Kong or Singapore trader
#     evidence: [The list of counterparties, The transfer pricing files]
package risk.tax.indonesia_documents

applies if {
	input.presence.country == "ID"
	input.presence.form in {"subsidiary", "branch"}
}

fires if {
	input.presence.rp_lower_tax
	input.presence.tp_ready == false
}

evidence["rp_lower_tax"] := input.presence.rp_lower_tax
evidence["tp_ready"] := input.presence.tp_ready
