# METADATA
# title: 滞港费、滞箱费没有约定由谁承担
# description: 合同没有约定到港后的滞港费、滞箱费由谁承担，目的港的免箱期又不到 14 天。收货人不提货，承运人会回头向托运人追。14 天这条线是行业经验；海商法关于无人提货的条文号还没有核对。
# custom:
#   id: SCM-035
#   scope: company
#   severity: medium
#   theme: due_diligence
#   basis_kind: practice
#   basis:
#     - {source: MARITIME-2025, article: ""}
#     - {source: HOUSE, article: ""}
#   remedy: [申请 14 至 21 天的免箱期, 合同写明到港之后的费用归买方, 到港第 7 天还没提，就着手转卖]
#   evidence: [订舱确认, 合同]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Demurrage and detention not allocated
#     why: No contract says who bears demurrage and detention after arrival, and free time at the port of destination is under 14 days. If the consignee does not take the goods, the carrier turns to the shipper. The 14 days are trade experience; the article of the Maritime Code on unclaimed goods has not been checked.
#     remedy:
#       - Ask for 14 to 21 free days
#       - Agree that costs after arrival are the buyer's
#       - Start a resale on the seventh day after arrival
#     evidence: [Booking confirmations, The contract]
package risk.supply.demurrage

import data.lib.figures
import data.risk.supply.figures as limit

fires if {
	input.company.demurrage_allocated == false
	input.company.free_days < figures.on(limit.free_days)
}

evidence["demurrage_allocated"] := input.company.demurrage_allocated
evidence["free_days"] := input.company.free_days

lines["free_days"] := figures.on(limit.free_days)
