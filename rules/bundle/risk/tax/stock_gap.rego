# METADATA
# title: 存货账实不符
# description: 存货账实差异率达到 10%。这会指向账外销售或虚增进项。10% 是业内经验线，不是法律规定。
# custom:
#   id: TAX-051
#   scope: company
#   severity: medium
#   theme: filing
#   basis_kind: practice
#   basis:
#     - {source: GT4, article: 非官方}
#   remedy:
#     - 全面盘点并查明原因
#     - 盘亏的，进项转出
#     - 账外销售的，补税
#   evidence: [盘点表, 仓储系统（WMS）记录]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Stock does not agree with the books
#     why: Stock differs from the books by 10% or more, which points to sales off the books or inflated purchases. 10% is trade experience, not law.
#     remedy:
#       - Take stock in full and find the cause
#       - Reverse input tax on what is missing
#       - Pay the tax on sales off the books
#     evidence: [The stocktake, Records of the warehouse system]
package risk.tax.stock_gap

import data.lib.figures
import data.risk.tax.figures as limit

fires if input.company.inv_diff >= figures.on(limit.stock_gap)

evidence["inv_diff"] := input.company.inv_diff

lines["inv_diff"] := figures.on(limit.stock_gap)
