# METADATA
# title: 大额预付无担保
# description: 预付比例达到 30%、预付金额达到 50 万元，却没有担保。供应商违约时，预付款只是无担保债权；定金超过 20% 的部分不产生定金效力。预付达到 50% 为高。30%、50% 和 50 万元这三条线是行业经验，不是法律规定。
# custom:
#   id: SCM-012
#   scope: supplier
#   severity: [high, medium]
#   theme: due_diligence
#   basis_kind: house
#   basis:
#     - {source: CIVIL-CODE, article: 第586条}
#     - {source: HOUSE, article: ""}
#   remedy:
#     - 要求银行开立预付款保函
#     - 按里程碑分期付款
#     - 首单预付降到 30% 以下
#   evidence: [预付款保函, 资金监管账户协议]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Large prepayment without security
#     why: The supplier is prepaid 30% or more and CNY 500,000 or more, without security. If it fails, the money is an unsecured claim; the part of a deposit above 20% has no effect as a deposit. From 50% the risk is high. The lines of 30%, 50% and CNY 500,000 are trade experience, not law.
#     remedy:
#       - Ask for a bank's advance payment guarantee
#       - Pay by milestones
#       - Bring the first prepayment under 30%
#     evidence: [The advance payment guarantee, The escrow agreement]
package risk.supply.unsecured_prepayment

import data.lib.amounts
import data.lib.figures
import data.risk.supply.figures as limit

applies if input.supplier.active

fires if {
	input.supplier.prepay_ratio >= figures.on(limit.prepayment)
	amounts.reaches(input.derived.prepay_exposure, figures.on(limit.prepayment_amount))
	input.company.advance_secured == false
}

severity := "high" if input.supplier.prepay_ratio >= figures.on(limit.prepayment_high)

else := "medium"

evidence["prepay_ratio"] := input.supplier.prepay_ratio
evidence["prepay_exposure"] := input.derived.prepay_exposure
evidence["spend_cny"] := input.derived.spend_cny
evidence["advance_secured"] := input.company.advance_secured

lines["prepay_ratio"] := figures.on(limit.prepayment)
lines["prepay_exposure"] := figures.on(limit.prepayment_amount)
