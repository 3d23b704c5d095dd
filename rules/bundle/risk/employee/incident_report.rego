# METADATA
# title: 境外突发事件未立即报告
# description: 近 12 个月境外出过突发事件，没有马上报使领馆和国内主管部门。承包单位罚 2 万至 5 万元；劳务企业没有及时处理的，罚 10 万至 20 万元；没有报告本身，没有单独的罚款条款。
# custom:
#   id: EMP-076
#   scope: company
#   severity: high
#   theme: personal_safety
#   basis_kind: law
#   basis:
#     - {source: S02, article: 第十七、四十三条}
#     - {source: S03, article: 第十七、二十二条}
#     - {source: S32, article: ""}
#   remedy:
#     - 补报
#     - 复盘
#   evidence: [报告记录]
#   effort: {days: 5, source: house}
#   lifecycle: stable
#   en:
#     title: Incident abroad not reported at once
#     why: There was an incident abroad in the last 12 months that was not reported at once to the embassy or consulate and the authority at home. A contractor pays CNY 20,000 to 50,000; a labour-cooperation company that did not deal with it in time pays CNY 100,000 to 200,000; for not reporting alone there is no fine of its own.
#     remedy:
#       - Report it late
#       - Review what happened
#     evidence: [The reports]
package risk.employee.incident_report

applies if input.company.incident_12m

fires if input.company.reported_immediately == false

evidence["incident_12m"] := input.company.incident_12m
evidence["reported_immediately"] := input.company.reported_immediately
