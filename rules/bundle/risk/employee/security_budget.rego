# METADATA
# title: 境外安全投入占比过低
# description: 境外安全投入占营业成本的比例，低于当前最高风险等级的建议线：蓝色 0.5%、黄色 1%、橙色 3%、红色 5%。法律只要求承包单位落实经费，没有找到法定比例；这几条线都是本站的建议值。
# custom:
#   id: EMP-075
#   scope: company
#   severity: low
#   theme: personal_safety
#   basis_kind: house
#   basis:
#     - {source: S03, article: 第十三条}
#     - {source: S33, article: 第二十二条}
#     - {source: HOUSE, article: ""}
#   remedy:
#     - 单列专项预算
#     - 随风险等级调整
#   evidence: [预算表]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Security budget abroad too low
#     why: "The share of costs abroad that goes into security is below the line for the highest travel-risk level: blue 0.5%, yellow 1%, orange 3%, red 5%. The law only asks contractors to provide the money, and no share by law was found; all four lines are figures of this site."
#     remedy:
#       - Set up a budget of its own
#       - Adjust it to the risk level
#     evidence: [The budget]
package risk.employee.security_budget

import data.lib.amounts
import data.lib.figures
import data.risk.employee.figures as limit

applies if input.derived.staff_abroad

fires if amounts.below(input.company.security_budget_pct, line)

# Below the lowest of the lines: the level no longer matters.
fires if amounts.below(input.company.security_budget_pct, min([n | some n in by_level]))

line := by_level[input.derived.worst_mfa_level]

by_level := {
	"blue": figures.on(limit.security_budget_blue),
	"yellow": figures.on(limit.security_budget_yellow),
	"orange": figures.on(limit.security_budget_orange),
	"red": figures.on(limit.security_budget_red),
}

evidence["security_budget_pct"] := input.company.security_budget_pct
evidence["worst_mfa_level"] := input.derived.worst_mfa_level

lines["security_budget_pct"] := line
