# METADATA
# title: 间接抵免的持股链断了
# description: 取得股息并申报了抵免，但任一层直接持股低于 20%、沿链条的间接持股总和低于 20%，或者超过五层。例如三层各 50%，总和只有 12.5%，不合格。不合格层级负担的所得税不能间接抵免，已经抵免的要补税并缴滞纳金。
# custom:
#   id: TAX-008
#   scope: presence
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: CS125, article: 第五、六条}
#     - {source: CS84, article: 第二条}
#   remedy:
#     - 剔除不合格的层级，重新计算抵免
#     - 调整持股结构
#     - 更正年报
#   evidence: [各层持股文件, 间接抵免税额计算表]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Chain of holdings breaks the indirect foreign tax credit
#     why: Dividends came in and a credit is claimed, but a tier holds under 20% directly, the holding down the chain is under 20% in total, or there are more than five tiers. Three tiers of 50% each come to 12.5% and do not qualify. Tax borne by tiers that do not qualify is not creditable; a credit already taken must be paid back with late fees.
#     remedy:
#       - Take out the tiers that do not qualify and work the credit out again
#       - Change the holdings
#       - Correct the annual return
#     evidence: [Papers of the holdings of each tier, The calculation of the indirect credit]
package risk.tax.indirect_credit

import data.lib.figures
import data.risk.tax.figures as limit

applies if {
	input.presence.form == "subsidiary"
	input.presence.holder == "company"
	input.presence.dividend_in
	input.company.ftc_claimed
}

fires if input.presence.min_tier_pct < figures.on(limit.credit_tier_share)
fires if input.presence.chain_pct < figures.on(limit.credit_tier_share)
fires if input.presence.tiers > figures.on(limit.credit_tiers)

evidence["min_tier_pct"] := input.presence.min_tier_pct
evidence["chain_pct"] := input.presence.chain_pct
evidence["tiers"] := input.presence.tiers

lines["min_tier_pct"] := figures.on(limit.credit_tier_share) if input.presence.min_tier_pct < figures.on(limit.credit_tier_share)
lines["chain_pct"] := figures.on(limit.credit_tier_share) if input.presence.chain_pct < figures.on(limit.credit_tier_share)
lines["tiers"] := figures.on(limit.credit_tiers) if input.presence.tiers > figures.on(limit.credit_tiers)
