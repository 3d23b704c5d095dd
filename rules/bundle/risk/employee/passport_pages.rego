# METADATA
# title: 护照空白页不足 2 页
# description: 马上要出境，护照空白页不到 2 页。有的国家贴签证要整页，页数不够会误事。2 页是惯例，不是中国法的要求。
# custom:
#   id: EMP-017
#   scope: employee
#   severity: low
#   theme: visa_status
#   basis_kind: practice
#   basis:
#     - {source: S05, article: 第十一条(二)}
#     - {source: HOUSE, article: ""}
#   remedy:
#     - 提前换发护照
#   evidence: [护照签证页]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Fewer than two blank passport pages
#     why: The person is about to travel with fewer than two blank pages in the passport. Some countries stick the visa on a whole page, so that the trip may fail. Two pages are custom, not Chinese law.
#     remedy:
#       - Renew the passport early
#     evidence: [The visa pages of the passport]
package risk.employee.passport_pages

import data.lib.figures
import data.risk.employee.figures as limit

applies if input.employee.planned_departure

fires if input.employee.passport_blank_pages < figures.on(limit.passport_blank_pages)

evidence["passport_blank_pages"] := input.employee.passport_blank_pages

lines["passport_blank_pages"] := figures.on(limit.passport_blank_pages)
