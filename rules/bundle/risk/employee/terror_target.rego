# METADATA
# title: 反恐重点目标职责未落实
# description: 被列为防范恐怖袭击重点目标，预案、经费、责任人、背景审查等职责没有全部落实。先警告、责令改正；拒不改正的，罚 10 万元以下。
# custom:
#   id: EMP-090
#   scope: company
#   severity: high
#   theme: personal_safety
#   basis_kind: law
#   basis:
#     - {source: S11, article: 第三十一至三十三、八十八条}
#   remedy:
#     - 对照五项职责逐条整改
#     - 重要岗位做背景审查
#   evidence: [预案, 经费凭证, 背审记录]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Counter-terrorism target with duties unmet
#     why: The company is listed as a key target for counter-terrorism, and plan, budget, person in charge or vetting are not all in place. A warning and an order come first; who refuses pays up to CNY 100,000.
#     remedy:
#       - Go through the five duties one by one
#       - Vet the people in important posts
#     evidence: [The plan, Budget papers, Vetting records]
package risk.employee.terror_target

applies if input.company.ct_target

fires if input.company.ct_duties_met == false

evidence["ct_target"] := input.company.ct_target
evidence["ct_duties_met"] := input.company.ct_duties_met
