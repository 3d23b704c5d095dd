# METADATA
# title: 美国 5472 表没有申报
# description: 外国人持股 25% 及以上的美国公司，或者外国人独资的 LLC，有应报告的关联往来，却没有申报 5472 表。每年每份罚 2.5 万美元；收到通知后 90 日仍没补报的，每 30 日（不足 30 日按 30 日）再加 2.5 万美元。
# custom:
#   id: TAX-072
#   scope: presence
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: F5472, article: ""}
#   remedy:
#     - 补报，并附合理原因说明
#     - 梳理注资、借款、代垫等往来
#   evidence: [1120 或形式 1120 表, 往来明细]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: US Form 5472 not filed
#     why: A US company 25% or more owned from abroad, or a single-owner LLC held from abroad, had dealings to report and did not file Form 5472. Each missing form costs USD 25,000 a year; 90 days after a notice, another USD 25,000 for each 30 days or part of them.
#     remedy:
#       - File late with a statement of reasonable cause
#       - List capital, loans and payments made for each other
#     evidence: [Form 1120 or pro forma 1120, Details of the dealings]
package risk.tax.us_information_return

import data.lib.figures
import data.risk.tax.figures as limit

applies if {
	input.presence.country == "US"
	input.presence.form == "subsidiary"
	input.presence.own_pct >= figures.on(limit.us_foreign_share)
}

fires if input.presence.f5472 == false

evidence["own_pct"] := input.presence.own_pct
evidence["f5472"] := input.presence.f5472

lines["own_pct"] := figures.on(limit.us_foreign_share)
