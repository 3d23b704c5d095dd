# METADATA
# title: 对外劳务合作备用金未缴或未补足
# description: 持证企业的备用金（或等额保函）低于 300 万元，而且没有动用过，或者动用后已超过 20 个工作日还没补足。备用金要在登记后 5 个工作日内缴存；拒不改正的，吊销证书。
# custom:
#   id: EMP-006
#   scope: company
#   severity: high
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S02, article: 第九、十、四十一条}
#   remedy:
#     - 补足到 300 万元
#     - 向银行取得确认
#     - 报商务局
#   evidence: [银行专户回单或保函]
#   effort: {days: 10, source: house}
#   lifecycle: stable
#   en:
#     title: Labour-cooperation reserve fund missing or not topped up
#     why: The reserve fund of a licensed company, or the guarantee in its place, is below CNY 3 million, and it was never drawn on, or more than 20 working days have passed since it was. It is due within 5 working days of registration; who refuses to correct it loses the licence.
#     remedy:
#       - Top the fund up to CNY 3 million
#       - Get a confirmation from the bank
#       - Report it to the commerce bureau
#     evidence: [The bank's receipt or the guarantee]
package risk.employee.reserve_fund

import data.lib.amounts
import data.lib.figures
import data.risk.employee.figures as limit

applies if input.company.labour_coop_licence

fires if {
	short
	input.company.days_since_fund_used_wd == null
}

fires if {
	short
	input.company.days_since_fund_used_wd > figures.on(limit.reserve_topup_days)
}

short if amounts.below(input.company.reserve_fund_cny, figures.on(limit.reserve_fund))

evidence["reserve_fund_cny"] := input.company.reserve_fund_cny
evidence["days_since_fund_used_wd"] := input.company.days_since_fund_used_wd

lines["reserve_fund_cny"] := figures.on(limit.reserve_fund)
lines["days_since_fund_used_wd"] := figures.on(limit.reserve_topup_days) if input.company.days_since_fund_used_wd != null
