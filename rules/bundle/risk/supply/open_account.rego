# METADATA
# title: 赊销敞口未投保
# description: 没有保险也没有担保的赊销占出口收入 30% 以上、账期又达到 60 天，或者单单一家买方就占 20% 以上。一家买方违约，就可能吞掉全年利润。占 50% 以上或者单一买方占 30% 以上的为高。这些线都是行业经验，不是法律规定；商业险按买方和国别承保。
# custom:
#   id: SCM-027
#   scope: company
#   severity: [high, medium]
#   theme: due_diligence
#   basis_kind: house
#   basis:
#     - {source: HOUSE, article: ""}
#     - {source: SINOSURE, article: ""}
#   remedy:
#     - 向中国信保申请买方限额
#     - 赊销改为 30% 定金加见单付款
#     - 要求大买家开备用信用证
#   evidence: [信保保单, 限额批复]
#   effort: {days: 45, source: house}
#   lifecycle: stable
#   en:
#     title: Uninsured open-account exposure
#     why: Open account without insurance or security makes up 30% or more of export revenue on terms of 60 days or longer, or a single buyer makes up 20% or more. One default can use up a year of profit. From 50%, or 30% with a single buyer, the risk is high. These lines are trade experience, not law; commercial cover is given by buyer and country.
#     remedy:
#       - Apply to Sinosure for buyer limits
#       - Change open account to a 30% deposit and payment against documents
#       - Ask large buyers for a standby letter of credit
#     evidence: [The credit insurance policy, Approved limits]
package risk.supply.open_account

import data.lib.figures
import data.risk.supply.figures as limit

fires if {
	input.company.oa_uninsured_ratio >= figures.on(limit.open_account_share)
	input.company.oa_days >= figures.on(limit.open_account_days)
}

fires if input.company.single_buyer_uninsured_ratio >= figures.on(limit.single_buyer_share)

severity := "high" if heavy

else := "medium"

heavy if input.company.oa_uninsured_ratio >= figures.on(limit.open_account_share_high)
heavy if input.company.single_buyer_uninsured_ratio >= figures.on(limit.single_buyer_share_high)

evidence["oa_uninsured_ratio"] := input.company.oa_uninsured_ratio
evidence["oa_days"] := input.company.oa_days
evidence["single_buyer_uninsured_ratio"] := input.company.single_buyer_uninsured_ratio

lines["oa_uninsured_ratio"] := figures.on(limit.open_account_share) if input.company.oa_uninsured_ratio >= figures.on(limit.open_account_share)
lines["oa_days"] := figures.on(limit.open_account_days) if input.company.oa_days >= figures.on(limit.open_account_days)
lines["single_buyer_uninsured_ratio"] := figures.on(limit.single_buyer_share) if input.company.single_buyer_uninsured_ratio >= figures.on(limit.single_buyer_share)
