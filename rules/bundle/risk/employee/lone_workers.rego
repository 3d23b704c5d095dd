# METADATA
# title: 同一国家派出超过 100 名劳务人员，没有随行管理人员
# description: 对外劳务合作企业向同一个国家或地区派出的劳务人员超过 100 人，要安排随行管理人员，并把名单报使领馆。没有安排的责令改正，拒不改正的罚 5 万至 10 万元。
# custom:
#   id: EMP-012
#   scope: company
#   severity: medium
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S02, article: 第十六、四十二条}
#   remedy:
#     - 指派随行管理人员
#     - 名单报使领馆备案
#   evidence: [随行人员名单, 使领馆备案]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: More than 100 workers in one country without a manager beside them
#     why: Who sends more than 100 workers to one country or region under labour cooperation must send managers with them and give the list to the embassy or consulate. It is to be corrected when found; who refuses pays CNY 50,000 to 100,000.
#     remedy:
#       - Name managers to go with them
#       - File the list with the embassy or consulate
#     evidence: [The list of accompanying managers, The filing with the embassy]
package risk.employee.lone_workers

applies if input.company.labour_coop_licence

fires if count(input.derived.unaccompanied) > 0

evidence["unaccompanied"] := input.derived.unaccompanied
