# METADATA
# title: 千人以上活动未申请安全许可
# description: 面向社会公众的活动，预计单场 1000 人以上，要提前 20 日申请安全许可；没有申请，或者提前不足 20 日。1000 人以上不满 5000 人的，由区县公安许可，5000 人以上由市公安许可，7 日内决定。内部活动不在其列。
# custom:
#   id: EMP-093
#   scope: company
#   severity: high
#   theme: personal_safety
#   basis_kind: law
#   basis:
#     - {source: S39, article: 第二、十一至十四条}
#   remedy:
#     - 马上申请，或者缩小规模
#   evidence: [活动方案, 场地证明]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Event for 1,000 people or more without a safety permit
#     why: An event open to the public for 1,000 people or more needs a safety permit, asked for 20 days ahead; it was not asked for, or later than that. The county police decide up to 5,000 people and the city police from there, within 7 days. Internal events are not meant.
#     remedy:
#       - Apply at once or make the event smaller
#     evidence: [The event plan, Proof of the venue]
package risk.employee.large_event

import data.lib.figures
import data.risk.employee.figures as limit

applies if input.company.event_people > 0

fires if {
	large
	input.company.applied_days_before == null
}

fires if {
	large
	input.company.applied_days_before < figures.on(limit.event_days)
}

large if {
	input.company.event_public
	input.company.event_people >= figures.on(limit.event_people)
}

evidence["event_people"] := input.company.event_people
evidence["event_public"] := input.company.event_public
evidence["applied_days_before"] := input.company.applied_days_before

lines["event_people"] := figures.on(limit.event_people)
