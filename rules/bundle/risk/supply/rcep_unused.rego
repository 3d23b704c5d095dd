# METADATA
# title: RCEP 优惠没有用足
# description: 一年可享 RCEP 优惠的货值达到 50 万美元，用上原产地证的却不到一半，客户就多缴了税。证书一般自签发起 1 年有效，须符合区域价值成分 40% 或税则改变，并且直运。50 万美元和一半是行业经验，不是法律规定。
# custom:
#   id: SCM-063
#   scope: company
#   severity: low
#   theme: due_diligence
#   basis_kind: law
#   basis:
#     - {source: RCEP, article: ""}
#   remedy: [核对产品特定规则，申领证书, 申请成为经核准出口商, 单证保存 3 年以上]
#   evidence: [原产地证, 成本核算表]
#   effort: {days: 30, source: house}
#   effective_from: "2022-01-01"
#   lifecycle: stable
#   en:
#     title: RCEP preference unused
#     why: Goods worth USD 500,000 or more a year could enjoy RCEP rates, but less than half go with a proof of origin, so customers pay more duty than needed. A proof mostly holds one year from issue and wants 40% regional value or a change of tariff heading, and direct consignment. USD 500,000 and the half are trade experience, not law.
#     remedy:
#       - Check the product-specific rule and apply for proofs
#       - Apply to become an approved exporter
#       - Keep the papers for three years or more
#     evidence: [Proofs of origin, The cost sheet]
package risk.supply.rcep_unused

import data.lib.figures
import data.risk.supply.figures as limit

fires if {
	input.company.rcep_eligible_usd >= figures.on(limit.rcep_value)
	input.company.rcep_co_ratio < figures.on(limit.rcep_share)
}

evidence["rcep_eligible_usd"] := input.company.rcep_eligible_usd
evidence["rcep_co_ratio"] := input.company.rcep_co_ratio

lines["rcep_eligible_usd"] := figures.on(limit.rcep_value)
lines["rcep_co_ratio"] := figures.on(limit.rcep_share)
