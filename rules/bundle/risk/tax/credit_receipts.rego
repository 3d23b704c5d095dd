# METADATA
# title: 境外税抵免缺少完税凭证
# description: 申报了境外所得税抵免，却没有属于所得税性质、写明税款所属年度的完税凭证。不能准确计算的国别，当期不能抵免，也不能结转。
# custom:
#   id: TAX-009
#   scope: presence
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: CS125, article: "第二条末段(条号记忆,内容已核)"}
#     - {source: EITR, article: 第81条}
#     - {source: G2010-1, article: ""}
#   remedy:
#     - 向当地税务机关取得完税证明
#     - 按国别整理备查
#     - 取得不了的，调减抵免
#   evidence: [完税凭证及翻译件, 被投资方报表, 董事会分配决议]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Foreign tax credit claimed without tax receipts
#     why: A credit for foreign income tax is claimed, but there are no receipts that show an income tax and the year it belongs to. For a country whose tax cannot be worked out exactly there is no credit, neither this year nor carried forward.
#     remedy:
#       - Obtain tax receipts from the local tax office
#       - File them country by country
#       - Reduce the credit where they cannot be had
#     evidence: [Tax receipts with translations, The investee's accounts, The board's resolution on distribution]
package risk.tax.credit_receipts

applies if {
	input.company.ftc_claimed
	input.presence.form == "subsidiary"
	input.presence.dividend_in
}

applies if {
	input.company.ftc_claimed
	input.presence.form == "branch"
}

fires if input.presence.tax_cert == false

evidence["tax_cert"] := input.presence.tax_cert
evidence["form"] := input.presence.form
