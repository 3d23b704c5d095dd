# METADATA
# title: 供应商清单覆盖不足或不一致
# description: 清单合计不到采购总额的 80%，算出的集中度只是下限；超过 102%，说明两边口径不同。这两条线是行业经验，不是法律规定。
# custom:
#   id: SCM-004
#   scope: company
#   severity: low
#   theme: concentration
#   basis_kind: house
#   basis:
#     - {source: HOUSE, article: ""}
#   remedy:
#     - 把清单补到采购额的 80% 以上
#     - 核对币种和含税口径
#   evidence: [总账应付科目发生额]
#   effort: {days: 10, source: house}
#   lifecycle: stable
#   en:
#     title: Supplier list incomplete or inconsistent
#     why: The list adds up to less than 80% of total purchases, so concentration is only a lower bound; or to more than 102%, so the two figures are not counted alike. Both lines are trade experience, not law.
#     remedy:
#       - Complete the list to at least 80% of purchases
#       - Check currencies and whether tax is included
#     evidence: [Postings of accounts payable in the general ledger]
package risk.supply.list_coverage

import data.lib.amounts
import data.lib.figures
import data.risk.supply.figures as limit

applies if input.company.annual_purchases_cny

fires if incomplete
fires if inconsistent

incomplete if amounts.below(100 * input.derived.list_total, figures.on(limit.list_coverage_low) * input.company.annual_purchases_cny)

inconsistent if amounts.above(100 * input.derived.list_total, figures.on(limit.list_coverage_high) * input.company.annual_purchases_cny)

evidence["list_total"] := input.derived.list_total
evidence["annual_purchases_cny"] := input.company.annual_purchases_cny

lines["list_total"] := figures.on(limit.list_coverage_low) if incomplete
lines["list_total"] := figures.on(limit.list_coverage_high) if inconsistent
