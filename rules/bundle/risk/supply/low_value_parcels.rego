# METADATA
# title: 过分依赖小包直邮
# description: 欧美销售有三成以上靠低价值小包直邮（欧盟 150 欧元以下、美国 800 美元以下），到六成为高。美国自 2025 年 8 月 29 日起暂停 800 美元免税；欧盟自 2026 年 7 月 1 日起每个品类收 3 欧元，还拟收处理费。三成、六成是行业经验，不是法律规定。
# custom:
#   id: SCM-065
#   scope: company
#   severity: [high, medium]
#   theme: due_diligence
#   basis_kind: law
#   basis:
#     - {source: US-DEMIN, article: ""}
#     - {source: EU-LVC, article: ""}
#   remedy: [改走海外仓和一般贸易进口, 按 6 位税号重算到岸成本, 核对 IOSS 登记]
#   evidence: [平台发货报表]
#   effort: {days: 60, source: house}
#   effective_from: "2025-08-29"
#   lifecycle: stable
#   en:
#     title: Dependence on low-value parcels
#     why: 30% or more of sales to the European Union and the United States go as low-value parcels (up to EUR 150 there, USD 800 here); from 60% the risk is high. The United States suspended the USD 800 exemption on 29 August 2025; the European Union charges EUR 3 per kind of item from 1 July 2026 and plans a handling fee. 30% and 60% are trade experience, not law.
#     remedy:
#       - Change to warehouses abroad and regular imports
#       - Work out landed cost again by six-digit codes
#       - Check the IOSS registration
#     evidence: [Shipping reports of the platforms]
package risk.supply.low_value_parcels

import data.lib.figures
import data.risk.supply.figures as limit

fires if input.company.low_value_parcel_ratio >= figures.on(limit.parcel_share)

severity := "high" if input.company.low_value_parcel_ratio >= figures.on(limit.parcel_share_high)

else := "medium"

evidence["low_value_parcel_ratio"] := input.company.low_value_parcel_ratio

lines["low_value_parcel_ratio"] := figures.on(limit.parcel_share)
