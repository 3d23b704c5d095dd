# METADATA
# title: 连年亏损却还在扩大经营
# description: 有关联交易，连续亏损 2 年及以上，收入却还在增长。公告列明的重点关注对象是长期亏损、微利或者跳跃性盈利的企业，没有写具体年数；2 年是预警线，不是法律规定。
# custom:
#   id: TAX-019
#   scope: company
#   severity: medium
#   theme: transfer_pricing
#   basis_kind: house
#   basis:
#     - {source: G2017-6, article: 第四条}
#   remedy:
#     - 做分部利润和可比公司分析
#     - 调整关联定价，或者说明商业原因
#   evidence: [近 3 至 5 年利润表, 亏损原因说明]
#   effort: {days: 20, source: house}
#   lifecycle: draft
#   en:
#     title: Losses year after year while the business grows
#     why: The company deals with related parties and has made losses for two years or more in a row, yet its revenue grows. The announcement names companies with long losses, thin or jumping profits as targets and gives no number of years; two years is a warning line, not law.
#     remedy:
#       - Analyse profit by segment against comparable companies
#       - Adjust related-party prices, or explain the business reason
#     evidence: [Profit and loss accounts of the last 3 to 5 years, A statement of why there were losses]
package risk.tax.persistent_losses

import data.lib.figures
import data.risk.tax.figures as limit

applies if input.company.has_rpt

fires if {
	input.company.loss_years >= figures.on(limit.loss_years_warning)
	input.company.scale_growing
}

evidence["loss_years"] := input.company.loss_years
evidence["scale_growing"] := input.company.scale_growing

lines["loss_years"] := figures.on(limit.loss_years_warning)
