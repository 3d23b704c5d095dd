# METADATA
# title: 本地文档缺失
# description: 有跨境关联交易，且关联交易超过任一限额（有形资产 2 亿元、金融资产 1 亿元、无形资产 1 亿元、其他合计 4000 万元），而上年度本地文档没有备妥。税务机关要求后 30 日内须提供；不提供可核定应纳税所得额，并加收利息 5 个百分点。
# custom:
#   id: TAX-015
#   scope: company
#   severity: high
#   theme: transfer_pricing
#   basis_kind: law
#   basis: [{source: G2016-42, article: 第十三、十九条}, {source: EITL, article: 第44条}, {source: EITR, article: 第122条}]
#   remedy: [立即编制本地文档并做可比性分析, 统一合同定价与记账口径, 把每年 6 月 30 日列入日历]
#   evidence: [本地文档, 关联交易汇总表]
#   deadline: {zh: 每年 6 月 30 日前备妥, en: Ready by 30 June each year, month_day: "06-30", missed: true}
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: PRC local file missing
#     why: Related-party dealings, some of them cross-border, exceed a limit (tangible assets CNY 200 million, financial assets 100 million, intangibles 100 million, all others together 40 million) and last year's local file was not ready. It must be handed over within 30 days of a request; without it income may be assessed and interest rises by 5 points.
#     remedy: [Prepare the local file now with a comparability analysis, Bring contract prices and bookkeeping into line, Put 30 June of each year into the calendar]
#     evidence: [The local file, A summary of related-party transactions]
package risk.tax.local_file

import data.lib.figures
import data.risk.tax.figures as limit

applies if {
	input.company.has_rpt
	input.company.rpt_cross_border
}

fires if {
	input.company.local_file_ready == false
	over_a_limit
}

over_a_limit if input.company.rpt_tangible > figures.on(limit.local_file_tangible)
over_a_limit if input.company.rpt_financial > figures.on(limit.local_file_financial)
over_a_limit if input.company.rpt_intangible > figures.on(limit.local_file_intangible)
over_a_limit if input.company.rpt_other > figures.on(limit.local_file_other)

evidence["local_file_ready"] := input.company.local_file_ready
evidence["rpt_tangible"] := input.company.rpt_tangible
evidence["rpt_financial"] := input.company.rpt_financial
evidence["rpt_intangible"] := input.company.rpt_intangible
evidence["rpt_other"] := input.company.rpt_other

lines["rpt_tangible"] := figures.on(limit.local_file_tangible) if input.company.rpt_tangible > figures.on(limit.local_file_tangible)
lines["rpt_financial"] := figures.on(limit.local_file_financial) if input.company.rpt_financial > figures.on(limit.local_file_financial)
lines["rpt_intangible"] := figures.on(limit.local_file_intangible) if input.company.rpt_intangible > figures.on(limit.local_file_intangible)
lines["rpt_other"] := figures.on(limit.local_file_other) if input.company.rpt_other > figures.on(limit.local_file_other)
