# METADATA
# title: 收款方可能不是受益所有人
# description: 收款方不属于安全港，并且 12 个月内把所得的 50% 及以上付给了第三国居民，或者没有从事实质性的经营活动。这些是不利因素，成立就不能享受 5% 等优惠税率，要补税差。50% 按含本数算，也有来源写“超过 50%”。
# custom:
#   id: TAX-029
#   scope: company
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: G2018-9, article: 第二、三、四条}
#   remedy:
#     - 按五项不利因素自评
#     - 评估同国或同等待遇规则能否适用
#     - 不满足的，按 10% 扣缴
#   evidence: [收款方报表, 分红流水, 人员与职能]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Payee may not be the beneficial owner
#     why: The payee is outside the safe harbour, and it passed 50% or more of the income on to residents of third countries within 12 months or carries on no real business. These count against it; then the reduced rates, such as 5%, are lost and the difference is due. Exactly 50% is taken to count; some sources say "more than 50%".
#     remedy:
#       - Check yourselves against the five adverse factors
#       - See whether the same-country or same-treatment rule helps
#       - Withhold 10% where the test is not met
#     evidence: [The payee's accounts, Records of its distributions, Its people and functions]
package risk.tax.beneficial_owner

import data.lib.figures
import data.risk.tax.figures as limit

applies if input.company.treaty_claimed_payee

fires if {
	input.company.payee_safe_harbour == false
	input.company.payee_onward_pct >= figures.on(limit.onward_share)
}

fires if {
	input.company.payee_safe_harbour == false
	input.company.payee_active == false
}

evidence["payee_safe_harbour"] := input.company.payee_safe_harbour
evidence["payee_onward_pct"] := input.company.payee_onward_pct
evidence["payee_active"] := input.company.payee_active

lines["payee_onward_pct"] := figures.on(limit.onward_share) if input.company.payee_onward_pct >= figures.on(limit.onward_share)
