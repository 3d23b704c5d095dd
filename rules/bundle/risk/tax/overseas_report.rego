# METADATA
# title: 境外投资信息未报告
# description: 持有境外公司股份或表决权达到 10%，却没有随年报报送《居民企业境外投资信息报告表》。年度内任何一天达到就要报，通过境内合伙企业持有也算。税务机关可与金融账户交换信息、外汇、商务数据比对；不报会受罚（逾期报送 2000 元以下罚款，情节严重的 2000 元至 1 万元），并引出受控外国企业和居民身份核查。
# custom:
#   id: TAX-001
#   scope: presence
#   severity: high
#   theme: permanent_establishment
#   basis_kind: law
#   basis:
#     - {source: G2023-17, article: 第一、二条}
#     - {source: G2014-38, article: 已被取代}
#     - {source: TCAL, article: 第62条}
#   remedy:
#     - 补报《居民企业境外投资信息报告表》
#     - 按受控外国企业口径逐层计算持股，中间层超过 50% 的按 100% 算
#     - 建立每年 5 月 31 日前报告的台账
#   evidence: [年度所得税申报受理回执, 境外股权结构图, 境外公司财务报表]
#   deadline: {zh: "随企业所得税年报报送，每年 5 月 31 日前", en: With the annual corporate income tax return by 31 May, month_day: "05-31", missed: true}
#   effort: {days: 10, source: house}
#   effective_from: "2023-10-10"
#   lifecycle: stable
#   en:
#     title: Overseas investment information form not filed
#     why: You hold 10% or more of a foreign company's shares or votes, and the overseas investment information form was not filed with the annual return. One day in the year is enough, and so is a holding through a Chinese partnership. The tax office can compare with exchanged account data, foreign-exchange and commerce records; not filing is fined (up to CNY 2,000, in serious cases CNY 2,000 to 10,000) and leads to checks on controlled foreign companies and tax residence.
#     remedy:
#       - File the overseas investment information form now
#       - Work out the holding tier by tier as for controlled foreign companies; a middle tier above 50% counts as 100%
#       - Keep a register so that the form is filed by 31 May each year
#     evidence: [The receipt of the annual return, A chart of overseas shareholdings, The foreign company's accounts]
package risk.tax.overseas_report

import data.lib.figures
import data.risk.tax.figures as limit

applies if {
	input.presence.form == "subsidiary"
	input.presence.holder == "company"
}

fires if {
	input.presence.own_pct >= figures.on(limit.overseas_report_share)
	input.presence.info_reported == false
}

evidence["own_pct"] := input.presence.own_pct
evidence["info_reported"] := input.presence.info_reported

lines["own_pct"] := figures.on(limit.overseas_report_share)
