# METADATA
# title: 主体文档缺失
# description: 有跨境关联交易，并且年度关联交易总额超过 10 亿元，或者集团已经准备了主体文档；贵公司却没有在集团会计年度结束后 12 个月内备妥。它是同期资料义务之一，缺了它，调查时难以举证。只与境内关联方往来的可以不备。
# custom:
#   id: TAX-016
#   scope: company
#   severity: medium
#   theme: transfer_pricing
#   basis_kind: law
#   basis:
#     - {source: G2016-42, article: 第十一、十八、十九条}
#   remedy:
#     - 由集团统一编制中文版主体文档
#     - 与本地文档、国别报告核对一致
#   evidence: [主体文档]
#   deadline: {zh: 集团会计年度终了之日起 12 个月内备妥, en: "Within 12 months of the end of the group's financial year"}
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Master file missing
#     why: There are cross-border related-party dealings, and they exceed CNY 1 billion in total or the group has prepared a master file; yours was not ready within 12 months of the end of the group's financial year. It is one of the transfer pricing files, and without it you have little to show in an investigation. Dealings with related parties in China only need none.
#     remedy:
#       - Have the group prepare a master file in Chinese
#       - Make it agree with the local file and the country-by-country report
#     evidence: [The master file]
package risk.tax.master_file

import data.lib.figures
import data.risk.tax.figures as limit

applies if {
	input.company.has_rpt
	input.company.rpt_cross_border
}

fires if {
	input.company.master_file_ready == false
	input.company.rpt_total > figures.on(limit.master_file_total)
}

fires if {
	input.company.master_file_ready == false
	input.company.group_master_exists
}

evidence["master_file_ready"] := input.company.master_file_ready
evidence["rpt_total"] := input.company.rpt_total
evidence["group_master_exists"] := input.company.group_master_exists

lines["rpt_total"] := figures.on(limit.master_file_total) if input.company.rpt_total > figures.on(limit.master_file_total)
