# METADATA
# title: 香港离岸收入豁免的条件不满足
# description: 在香港收取指明外地收入（利息、股息、知识产权、处置收益）并主张免税，却不符合经济实质、持股或关联的要求。这些收入会视为来源于香港，要缴 16.5% 的利得税，还会影响香港税收居民证明。
# custom:
#   id: TAX-083
#   scope: presence
#   severity: medium
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: HKFSIE, article: ""}
#   remedy:
#     - 评估并补足实质，或者外判并监控
#     - 申请局长意见
#     - 如实填报
#   evidence: [人员、场所和开支, 收款记录]
#   effort: {days: 30, source: house}
#   effective_from: "2023-01-01"
#   lifecycle: draft
#   en:
#     title: Hong Kong exemption of foreign-sourced income not earned
#     why: Specified foreign-sourced income (interest, dividends, IP, disposals) is received in Hong Kong and claimed as exempt without meeting the substance, participation or nexus requirement. It counts as Hong Kong income, taxed at 16.5%, and the Hong Kong residence certificate suffers too.
#     remedy:
#       - Assess and add substance, or outsource and supervise it
#       - Ask for the Commissioner's opinion
#       - Fill in the return truthfully
#     evidence:
#       - People, premises and spending
#       - Records of receipt
package risk.tax.offshore_income

applies if {
	input.presence.country == "HK"
	input.presence.hk_fsi
}

fires if input.presence.hk_sub == false

evidence["hk_fsi"] := input.presence.hk_fsi
evidence["hk_sub"] := input.presence.hk_sub
