# METADATA
# title: 欧盟小包没有用 IOSS 或没有计入 3 欧元关税
# description: 向欧盟消费者直邮 150 欧元以下（含）的包裹，没有使用 IOSS，或者没有把 2026 年 7 月 1 日起每个税号项 3 欧元的关税计入成本。150 欧元的免税额已经取消，到岸成本和清关时间都会受影响。另有约 2 欧元的处理费拟在 2026 年 11 月开征，是否已经施行，要核对。
# custom:
#   id: TAX-069
#   scope: presence
#   severity: medium
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: EU3, article: ""}
#     - {source: EU2, article: ""}
#     - {source: EUVAT, article: ""}
#   remedy:
#     - 按 6 位税号拆分，测算成本
#     - 使用 IOSS，或者转海外仓
#     - 更新售价
#   evidence: [发货数据, 税号归类表]
#   effort: {days: 15, source: house}
#   effective_from: "2026-07-01"
#   effective_to: "2028-07-01"
#   lifecycle: stable
#   en:
#     title: EU parcels without IOSS or the EUR 3 duty
#     why: Parcels of EUR 150 or less go straight to EU consumers without IOSS, or the duty of EUR 3 an item since 1 July 2026 is not in your costs. The relief under EUR 150 is gone; landed cost and clearance suffer. A handling fee of about EUR 2 was planned for November 2026; check whether it applies.
#     remedy:
#       - Work out the cost by six-digit tariff code
#       - Use IOSS, or move to a warehouse in the EU
#       - Update prices
#     evidence: [Shipping data, The table of tariff codes]
package risk.tax.small_parcels

import data.lib.european_union

applies if {
	european_union.member
	input.presence.b2c_low
}

fires if input.presence.ioss == false

evidence["b2c_low"] := input.presence.b2c_low
evidence["ioss"] := input.presence.ioss
