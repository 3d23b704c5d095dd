# METADATA
# title: 德国：交易矩阵没有备好
# description: 2025 年 1 月 1 日起，审计令送达后 30 日内要主动提交交易矩阵，以及主体文档、异常交易文档；德国主体有关联交易，矩阵却没有备好。逾期罚 5000 欧元起。这里按没有金额豁免处理，请当地顾问确认。
# custom:
#   id: TAX-075
#   scope: presence
#   severity: medium
#   theme: transfer_pricing
#   basis_kind: law
#   basis:
#     - {source: DETP, article: ""}
#   score_with: host_documents
#   remedy:
#     - 按交易类型、金额、合同、方法、税辖区编制矩阵，每年更新
#   evidence: [交易矩阵]
#   deadline: {zh: 审计令送达后 30 日内提交, en: Within 30 days of an audit order}
#   effort: {days: 15, source: house}
#   effective_from: "2025-01-01"
#   lifecycle: stable
#   en:
#     title: "Germany: transaction matrix not ready"
#     why: Since 1 January 2025 the transaction matrix, with the master file and files on unusual deals, is due within 30 days of an audit order without being asked for; the German entity has related-party dealings and no matrix is ready. Late filing costs EUR 5,000 or more. It is taken that no amount is exempt; have a local adviser confirm this.
#     remedy:
#       - Prepare the matrix by kind, amount, contract, method and tax jurisdiction, and update it each year
#     evidence: [The transaction matrix]
package risk.tax.german_matrix

import data.lib.tp_documents

applies if {
	input.presence.country == "DE"
	input.presence.form in {"subsidiary", "branch"}
	tp_documents.dealings
}

fires if input.presence.de_matrix == false

evidence["de_matrix"] := input.presence.de_matrix
evidence["rp_goods"] := input.presence.rp_goods
evidence["rp_other"] := input.presence.rp_other
