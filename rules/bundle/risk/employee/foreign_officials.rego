# METADATA
# title: 对外国公职人员行贿风险
# description: 经海外代理、报关行或签证中介付过没有凭证的费用，或者没有对代理做尽调。钱一旦流到外国官员手里，按刑法第一百六十四条第二款，单位和个人都罚；美国 FCPA、英国反贿赂法也可能管到；承包工程商业贿赂，罚 15 万至 30 万元。
# custom:
#   id: EMP-061
#   scope: company
#   severity: critical
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S07, article: 第一百六十四条}
#     - {source: S03, article: 第八、二十一条}
#   remedy:
#     - 暂停支付
#     - 对代理做尽调，合同加反腐条款
#     - 礼品和招待先审批
#   evidence: [代理合同, 付款凭证]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Risk of bribing foreign officials
#     why: Fees without vouchers were paid through agents, brokers or visa agents abroad, or no due diligence was done on them. If money reaches a foreign official, article 164(2) of the Criminal Law punishes company and person; the US FCPA and the UK Bribery Act may reach it too; bribery in works contracts costs CNY 150,000 to 300,000.
#     remedy:
#       - Stop the payments
#       - Do due diligence on agents and add an anti-corruption clause
#       - Approve gifts and entertainment first
#     evidence: [Agency contracts, Payment vouchers]
package risk.employee.foreign_officials

applies if input.company.uses_agents

fires if input.company.agent_payments_undocumented
fires if input.company.agent_dd == false

evidence["agent_payments_undocumented"] := input.company.agent_payments_undocumented
evidence["agent_dd"] := input.company.agent_dd
