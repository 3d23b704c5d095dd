# METADATA
# title: 美墨关税变动的敞口没有分担
# description: 美国和墨西哥合计占销售三成以上，合同却没有关税变动的分担条款；到五成为高。2026 年内，IEEPA 关税被判无效，122 条 10% 限期 150 天，301 强迫劳动税还在拟议；墨西哥对非协定国 1,463 个税号加到 5% 至 50%。2026 年 7 月以后的美国税层尚待核实。三成、五成是行业经验，不是法律规定。
# custom:
#   id: SCM-061
#   scope: company
#   severity: [high, medium]
#   theme: due_diligence
#   basis_kind: house
#   basis:
#     - {source: US-TARIFF26, article: ""}
#     - {source: US-301FL, article: ""}
#     - {source: MX-TARIFF26, article: ""}
#   remedy: [合同加上关税分担公式和重新议价的权利, 报价有效期缩短到 30 天, 每批核对当天的税则层]
#   evidence: [收入国别表, 合同]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Exposure to US and Mexican tariffs not shared
#     why: The United States and Mexico together make up 30% or more of sales, and contracts do not share tariff changes; from 50% the risk is high. Within 2026 the IEEPA tariffs were held void, 10% under section 122 came for 150 days, and a section 301 duty over forced labour is proposed; Mexico raised 1,463 lines to 5% to 50% for countries without an agreement. US layers after July 2026 are still to be confirmed. 30% and 50% are trade experience, not law.
#     remedy:
#       - Add a sharing formula and a right to renegotiate
#       - Keep quotations open for 30 days only
#       - Check the layers of duty of the day for each shipment
#     evidence: [Revenue by country, Contracts]
package risk.supply.tariff_exposure

import data.lib.figures
import data.risk.supply.figures as limit

fires if {
	input.company.us_mx_revenue_ratio >= figures.on(limit.tariff_share)
	input.company.tariff_clause == false
}

severity := "high" if input.company.us_mx_revenue_ratio >= figures.on(limit.tariff_share_high)

else := "medium"

evidence["us_mx_revenue_ratio"] := input.company.us_mx_revenue_ratio
evidence["tariff_clause"] := input.company.tariff_clause

lines["us_mx_revenue_ratio"] := figures.on(limit.tariff_share)
