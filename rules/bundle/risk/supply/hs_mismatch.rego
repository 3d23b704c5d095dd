# METADATA
# title: HS 归类两端不一致或没有依据
# description: 主销产品进出口两端的 HS 前 6 位不一致，或者有争议的编码没有做过预裁定。归错类影响退税、许可和关税，可以被处罚；海关在放行后 3 年内可以稽查。
# custom:
#   id: SCM-062
#   scope: company
#   severity: medium
#   theme: trade_control
#   basis_kind: law
#   basis:
#     - {source: CUSTOMS-CN, article: 海关法第24、86条；稽查条例第2条；处罚实施条例第15条；预裁定管理暂行办法}
#   remedy: [申请海关预裁定（有效 3 年）, 改正错误，评估要不要主动披露]
#   evidence: [报关单, 归类意见书]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: HS classification inconsistent
#     why: The first six digits of the HS code differ between export and import, or doubtful codes were never ruled on. A wrong code touches refunds, licences and duties and can be punished; Chinese customs may audit for three years after release.
#     remedy:
#       - Ask customs for an advance ruling, which holds for three years
#       - Mend mistakes and consider a voluntary disclosure
#     evidence: [Customs declarations, The classification opinion]
package risk.supply.hs_mismatch

fires if input.company.hs_consistent == false

evidence["hs_consistent"] := input.company.hs_consistent
