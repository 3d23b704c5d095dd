# METADATA
# title: 越南：线上销售既没代扣也没申报
# description: 没有越南常设机构，经电商或数字平台从越南取得收入，平台没有代扣，也没有自行登记申报。2025 年 10 月 1 日起，新企业所得税法把经电商、数字平台经营的外国企业列为纳税人。
# custom:
#   id: TAX-084
#   scope: presence
#   severity: medium
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: VNCIT, article: ""}
#     - {source: VN117, article: ""}
#   remedy:
#     - 确认平台代扣的范围（117/2025 号法令针对个人与个体户）
#     - 企业卖家自行登记，或由越方扣缴外国承包商税（FCT）
#   evidence: [平台结算单, 登记证]
#   effort: {days: 20, source: house}
#   effective_from: "2025-10-01"
#   lifecycle: stable
#   en:
#     title: "Viet Nam: online sales neither withheld on nor declared"
#     why: Income comes from Viet Nam over e-commerce or digital platforms without a permanent establishment there, and it is neither withheld on by the platform nor declared by you. Since 1 October 2025 the new corporate income tax law names foreign companies that do business this way as taxpayers.
#     remedy:
#       - Find out what the platform withholds on (Decree 117/2025 is about individuals and households)
#       - Register as a company, or have the Vietnamese side withhold foreign contractor tax (FCT)
#     evidence: [Platform settlements, The registration certificate]
package risk.tax.vietnam_online

applies if {
	input.presence.country == "VN"
	input.presence.vn_ecom
}

fires if input.presence.vn_ecom_tax == false

evidence["vn_ecom"] := input.presence.vn_ecom
evidence["vn_ecom_tax"] := input.presence.vn_ecom_tax
