# METADATA
# title: 阿联酋自贸区 0% 的条件不满足
# description: 主张自贸区 0% 税率，非合格收入却超过总收入的 5% 或 500 万迪拉姆（取低的），或者没有审计报表、没有足够的实质。失去资格的当年和其后 4 年，都按 9% 缴税。
# custom:
#   id: TAX-082
#   scope: presence
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: AEQFZ, article: ""}
#   remedy:
#     - 把非合格业务拆到大陆公司
#     - 委托审计
#     - 补足人员与支出
#   evidence: [收入分类表, 审计报告, 实质证据]
#   effort: {days: 45, source: house}
#   effective_from: "2023-06-01"
#   lifecycle: stable
#   en:
#     title: UAE free-zone terms for 0% not met
#     why: The 0% free-zone rate is claimed, but non-qualifying revenue is above 5% of revenue or AED 5 million, whichever is lower, or audited accounts or enough substance are missing. The status is lost for that year and the next four, which are taxed at 9%.
#     remedy:
#       - Move non-qualifying business to a mainland company
#       - Have the accounts audited
#       - Add people and spending there
#     evidence: [The breakdown of revenue, The audit report, Proof of substance]
package risk.tax.free_zone

import data.lib.figures
import data.risk.tax.figures as limit

applies if {
	input.presence.country == "AE"
	input.presence.qfz
}

fires if input.presence.qfz_nonq_pct > figures.on(limit.free_zone_share)
fires if input.presence.qfz_nonq_aed > figures.on(limit.free_zone_amount)
fires if input.presence.qfz_audit == false

evidence["qfz_nonq_pct"] := input.presence.qfz_nonq_pct
evidence["qfz_nonq_aed"] := input.presence.qfz_nonq_aed
evidence["qfz_audit"] := input.presence.qfz_audit

lines["qfz_nonq_pct"] := figures.on(limit.free_zone_share) if input.presence.qfz_nonq_pct > figures.on(limit.free_zone_share)
lines["qfz_nonq_aed"] := figures.on(limit.free_zone_amount) if input.presence.qfz_nonq_aed > figures.on(limit.free_zone_amount)
