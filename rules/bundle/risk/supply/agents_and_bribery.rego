# METADATA
# title: 代理佣金和商业贿赂风险
# description: 海外代理没有做尽调、书面合同和如实入账，佣金率超过 10%，或者近 12 个月出过回扣。2025 年 10 月 15 日起行贿、受贿同罚，单位最高 500 万元，个人最高 100 万元；美国、英国的反腐法有域外效力。出过回扣的为严重，没做尽调的为高。10% 是红旗，不是法定的线。
# custom:
#   id: SCM-076
#   scope: company
#   severity: [critical, high, medium]
#   theme: due_diligence
#   basis_kind: law
#   basis:
#     - {source: AUCL-2025, article: 第8、24条}
#     - {source: FCPA-UKBA, article: 刑法第164条第2款；15 USC 78dd-1..3；UK Bribery Act 2010 s.6-7}
#   remedy: [对代理做尽调，写进反腐条款, 佣金只付到合同主体的账户, 调查采购回扣，设举报渠道]
#   evidence: [代理尽调表, 合同, 付款凭证]
#   effort: {days: 30, source: house}
#   effective_from: "2025-10-15"
#   lifecycle: stable
#   en:
#     title: Agent commissions and bribery
#     why: Agents abroad work without due diligence, a written contract and true booking, a commission is above 10%, or there was a kickback in the last 12 months. Since 15 October 2025 giving and taking bribes are punished alike, a firm with up to CNY 5 million and a person with up to CNY 1 million; US and UK law reach abroad. A kickback is critical, missing diligence high. The 10% is a red flag, not a line of law.
#     remedy:
#       - Carry out due diligence on agents and add anti-corruption terms
#       - Pay commissions only to the account of the contract party
#       - Investigate kickbacks in purchasing and set up a reporting channel
#     evidence: [Due diligence forms, Contracts, Payment vouchers]
package risk.supply.agents_and_bribery

import data.lib.figures
import data.risk.supply.figures as limit

fires if unchecked
fires if dear
fires if kickback

unchecked if {
	input.company.uses_agents
	input.company.agent_dd == false
}

dear if input.company.max_commission_rate > figures.on(limit.commission)

kickback if input.company.kickback_incident_12m >= 1

severity := "critical" if kickback

else := "high" if input.company.agent_dd == false

else := "medium"

evidence["uses_agents"] := input.company.uses_agents
evidence["agent_dd"] := input.company.agent_dd
evidence["max_commission_rate"] := input.company.max_commission_rate
evidence["kickback_incident_12m"] := input.company.kickback_incident_12m

lines["max_commission_rate"] := figures.on(limit.commission) if dear
