# METADATA
# title: 设备出境没有按规定处理
# description: 拿设备、存货出资或调拨给境外子公司，没有评估作价、没有按视同出口或销售处理，或者缺少境外投资凭证。会影响退税、企业所得税视同销售、境外的计税基础和转让定价。
# custom:
#   id: TAX-044
#   scope: company
#   severity: medium
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: MOF2026-11, article: 视同出口}
#     - {source: EITR, article: 第25条}
#   remedy:
#     - 评估作价，按视同出口办理
#     - 所得税上确认视同销售
#     - 在东道国确认入账价值
#   evidence: [评估报告, 报关单, 境外投资证书]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Equipment sent abroad without the proper treatment
#     why: Equipment or stock was contributed or moved to a subsidiary abroad without valuation, without treating it as a deemed export or sale, or without proof of the investment filing. It affects the refund, income tax on the deemed sale, the tax base abroad and transfer prices.
#     remedy:
#       - Have it valued and handle it as a deemed export
#       - Book the deemed sale for income tax
#       - Settle the book value in the host country
#     evidence: [The valuation, Customs declarations, The overseas investment certificate]
package risk.tax.equipment_abroad

applies if input.company.equip_contrib

fires if input.company.equip_handled == false

evidence["equip_handled"] := input.company.equip_handled
