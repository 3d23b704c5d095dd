# METADATA
# title: 还按美国小额免税申报或定价
# description: 发往美国的小包，还按 800 美元以下免税来申报或定价。这项免税对中国和香港从 2025 年 5 月 2 日、对全球从 2025 年 8 月 29 日起停止，2026 年 2 月 20 日的行政令继续停止。漏税、低报会受罚，货会被扣。
# custom:
#   id: TAX-070
#   scope: presence
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: USDM, article: ""}
#   remedy:
#     - 改为正式或非正式申报，按原产地计税
#     - 转海外仓，批量进口
#     - 复核申报价值
#   evidence: [清关数据, 报价模型]
#   effort: {days: 15, source: house}
#   effective_from: "2025-05-02"
#   lifecycle: stable
#   en:
#     title: Parcels to the United States still treated as duty-free
#     why: Parcels are still declared or priced as free of duty under USD 800. The relief stopped for China and Hong Kong on 2 May 2025 and for all countries on 29 August 2025; an order of 20 February 2026 keeps it stopped. Unpaid duty and low values are penalised, and goods are seized.
#     remedy:
#       - File formal or informal entries and pay duty by origin
#       - Import in bulk to a warehouse there
#       - Check the declared values
#     evidence: [Clearance data, The price model]
package risk.tax.us_small_parcels

applies if input.presence.country == "US"

fires if input.presence.us_small

evidence["us_small"] := input.presence.us_small
