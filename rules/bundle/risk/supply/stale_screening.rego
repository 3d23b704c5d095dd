# METADATA
# title: 名单筛查缺失或过期
# description: 供应商没有做过名单筛查，或者上次筛查距今超过 180 天。名单每周都在变。180 天是本站的上限，不是法律规定；高风险国家的供应商建议 90 天。关键料的供应商没有筛查的为高。
# custom:
#   id: SCM-048
#   scope: supplier
#   severity: [high, medium]
#   theme: trade_control
#   basis_kind: house
#   basis:
#     - {source: HOUSE, article: ""}
#     - {source: OFAC-50, article: ""}
#     - {source: AML-2026, article: ""}
#   remedy:
#     - 马上做一次批量筛查（中、美、欧、英、联合国）
#     - 付款前再筛一次
#   evidence: [筛查日志]
#   beside: [SCM-040, SCM-041, SCM-042, SCM-043]
#   note: 照外国规则办，可能违反中国的反制规则。两边放在一起看：不要以外国规则为由对中国主体或地区断供；先收齐订单级事实，请中国律师和东道国律师一起定，该报告的依法报告。
#   effort: {days: 5, source: house}
#   lifecycle: stable
#   en:
#     title: Screening missing or stale
#     why: The supplier was never screened against the lists, or more than 180 days ago. Lists change every week. The 180 days are our own ceiling, not law; in high-risk countries 90 days are better. Not screened is high for a critical part.
#     note: Following this foreign rule may break Chinese counter-measures rules. Read the two together; do not cut off a Chinese party or region because of a foreign rule. First collect the facts order by order, have Chinese and host-country counsel decide, and report where a Chinese rule requires it.
#     remedy:
#       - "Screen all suppliers now (China, United States, European Union, United Kingdom, United Nations)"
#       - Screen again before each payment
#     evidence: [The screening log]
package risk.supply.stale_screening

import data.lib.dates
import data.lib.figures
import data.risk.supply.figures as limit

applies if input.supplier.active

fires if input.supplier.screen_result == "NOT_SCREENED"

# null is "never". It sorts before every date, so it counts as too long ago as well.
fires if input.supplier.screen_date == null
fires if input.supplier.screen_date < first_day

severity := "high" if {
	input.supplier.critical
	input.supplier.screen_result == "NOT_SCREENED"
}

else := "medium"

first_day := dates.plus_days(input.as_of, 0 - figures.on(limit.screening_days))

evidence["screen_result"] := input.supplier.screen_result
evidence["screen_date"] := input.supplier.screen_date
evidence["critical"] := input.supplier.critical

lines["screen_date"] := first_day if input.supplier.screen_date < first_day
