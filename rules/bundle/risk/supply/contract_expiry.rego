# METADATA
# title: 供应合同缺失或将到期
# description: 重要供应商没有书面合同、合同已过期，或者 90 天内到期；到期后价格和保供都没有约束。重要供应商指供应关键料，或者占采购额 5% 以上。关键料没有合同或已过期的为高。这些线都是行业经验，不是法律规定。
# custom:
#   id: SCM-017
#   scope: supplier
#   severity: [high, medium]
#   theme: due_diligence
#   basis_kind: house
#   basis: [{source: HOUSE, article: ""}]
#   remedy: [提前 90 天启动续签, 没有合同的，先签框架协议]
#   evidence: [合同扫描件]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Supply contract missing or expiring
#     why: An important supplier has no written contract, an expired one, or one that ends within 90 days; after that nothing binds price or supply. Important means a critical part, or 5% or more of purchases. Missing or expired for a critical part is high. These lines are trade experience, not law.
#     remedy:
#       - Start renewal 90 days ahead
#       - Where there is no contract, sign a framework agreement first
#     evidence: [A scan of the contract]
package risk.supply.contract_expiry

import data.lib.amounts
import data.lib.dates
import data.lib.figures
import data.risk.supply.figures as limit

applies if {
	input.supplier.active
	input.supplier.critical
}

applies if {
	input.supplier.active
	amounts.share_reaches(input.derived.spend_cny, input.derived.purchases, figures.on(limit.large_row_share))
}

fires if lapsed
fires if input.supplier.contract_expiry <= last_day

severity := "high" if {
	lapsed
	input.supplier.critical
}

else := "medium"

# null is "no written contract". It sorts before every date, so each line here counts it as over.
lapsed if input.supplier.contract_expiry == null
lapsed if input.supplier.contract_expiry < input.as_of

last_day := dates.plus_days(input.as_of, figures.on(limit.contract_expiry_days))

evidence["contract_expiry"] := input.supplier.contract_expiry
evidence["critical"] := input.supplier.critical
evidence["spend_cny"] := input.derived.spend_cny

lines["contract_expiry"] := last_day
