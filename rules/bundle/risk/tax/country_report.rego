# METADATA
# title: 国别报告未报送
# description: 最终控股企业上一会计年度合并收入超过 55 亿元，没有填报国别报告。信息会与 70 多个辖区交换，不报会被其他国家要求在当地报送并处罚。
# custom:
#   id: TAX-017
#   scope: company
#   severity: high
#   theme: transfer_pricing
#   basis_kind: law
#   basis:
#     - {source: G2016-42, article: 第五条}
#   remedy:
#     - 随年报填报国别报告
#     - 向海外子公司所在国提交报送主体通知
#   evidence: [国别报告表, 合并报表]
#   deadline: {zh: 随企业所得税年报填报, en: With the annual corporate income tax return}
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Country-by-country report not filed
#     why: The group's ultimate parent had consolidated revenue above CNY 5.5 billion in the previous year and filed no country-by-country report. The data are exchanged with more than 70 jurisdictions; without it other countries ask for local filing and fine you.
#     remedy:
#       - File the country-by-country report with the annual return
#       - Notify the countries of your subsidiaries who files it
#     evidence: [The country-by-country forms, Consolidated accounts]
package risk.tax.country_report

import data.lib.figures
import data.risk.tax.figures as limit

applies if input.company.ult_parent

fires if {
	input.company.group_rev_prev > figures.on(limit.country_report_revenue)
	input.company.cbcr_filed == false
}

evidence["group_rev_prev"] := input.company.group_rev_prev
evidence["cbcr_filed"] := input.company.cbcr_filed

lines["group_rev_prev"] := figures.on(limit.country_report_revenue)
