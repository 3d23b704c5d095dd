# METADATA
# title: 外派人员情况未在 2 月 28 日前报送
# description: 外派人员的工资由境外单位支付，境外单位没有预扣中国个税，或者不是中方机构。派出单位要在每年 2 月 28 日前，向税务机关报送上一年度的外派人员情况；今年的期限已过，还没有报。
# custom:
#   id: EMP-040
#   scope: company
#   severity: medium
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S17, article: ""}
#   deadline: {zh: 每年 2 月 28 日前, en: By 28 February each year, month_day: "02-28", missed: true}
#   remedy:
#     - 补报
#     - 建立外派人员名册
#   evidence: [派员出境个人所得税事项报告表]
#   effort: {days: 7, source: house}
#   lifecycle: stable
#   en:
#     title: Report on posted staff not filed by 28 February
#     why: Posted staff are paid by an organisation abroad that does not withhold Chinese tax or is not a Chinese body. The sending company reports on last year’s posted staff to the tax office by 28 February; the day has passed, and it has not.
#     remedy:
#       - File the report late
#       - Keep a register of posted staff
#     evidence: [The report on individual income tax of posted staff]
package risk.employee.posted_staff_report

import data.lib.dates

applies if input.company.overseas_entity_pays

fires if {
	input.company.posted_staff_report_filed == false
	input.as_of > dates.of_year(input.as_of, "02-28")
}

evidence["overseas_entity_pays"] := input.company.overseas_entity_pays
evidence["posted_staff_report_filed"] := input.company.posted_staff_report_filed
