# METADATA
# title: 遇到外国不当域外措施没有报告商务部
# description: 外国法禁止或限制您与第三国正常经贸，还没有报告商务部。阻断办法第五条要求 30 日内报告；过了 30 日为高，还在期限内为提醒。商务部 2026 年 5 月 2 日已发布首个禁令，这不再是纸面规则。
# custom:
#   id: SCM-042
#   scope: company
#   severity: [high, medium]
#   theme: trade_control
#   basis_kind: law
#   basis:
#     - {source: BLOCK-2021, article: 第五、七、八、十三条}
#     - {source: BLOCK-ORDER26, article: ""}
#   remedy: [整理事实，马上向商务部报告（可以申请保密）, 查有没有相应的禁令，需要时申请豁免]
#   evidence: [报告回执]
#   deadline: {zh: "遇到之日起 30 日内", en: "Within 30 days of meeting the measure"}
#   beside: [SCM-044, SCM-045, SCM-046, SCM-047, SCM-048, SCM-049, SCM-050, SCM-051, SCM-052]
#   note: 外国制裁、出口管制和强迫劳动规则的要求，可能和这里的中国规则冲突。两边放在一起看：不要因为外国规则就对中国主体或地区断供；先收齐订单级事实，请中国律师和东道国律师一起定，该报告的依法报告。
#   effort: {days: 7, source: house}
#   effective_from: "2021-01-09"
#   lifecycle: stable
#   en:
#     title: Foreign extraterritorial measure not reported
#     why: A foreign law forbids or limits your normal trade with a third country, and you have not reported it to the Ministry of Commerce. Article 5 of the blocking rules gives 30 days; after that the risk is high, before it this is a reminder. The first prohibition order came on 2 May 2026, so the rules are no longer only on paper.
#     note: What foreign sanctions, export control and forced-labour rules ask may run against this Chinese rule. Read the two together; do not cut off a Chinese party or region because of a foreign rule. First collect the facts order by order, have Chinese and host-country counsel decide, and report where a Chinese rule requires it.
#     remedy:
#       - Put the facts together and report to the Ministry of Commerce at once; you may ask for confidentiality
#       - See whether a prohibition order covers it and ask for an exemption if needed
#     evidence: [The receipt of the report]
package risk.supply.unreported_measure

import data.lib.figures
import data.risk.supply.figures as limit

applies if input.company.blocking_event

fires if input.company.blocking_reported == false

severity := "high" if late

else := "medium"

late if input.company.blocking_days_since > figures.on(limit.blocking_report_days)

evidence["blocking_event"] := input.company.blocking_event
evidence["blocking_reported"] := input.company.blocking_reported
evidence["blocking_days_since"] := input.company.blocking_days_since

lines["blocking_days_since"] := figures.on(limit.blocking_report_days)
