# METADATA
# title: 争议解决条款缺失或有缺陷
# description: 中国法要求仲裁协议选定仲裁机构；“或裁或诉”无效（另一方未在首次开庭前提出异议的除外）；没有条款时，管辖和适用法都不确定。
# custom:
#   id: SCM-021
#   scope: company
#   severity: [high, medium]
#   theme: due_diligence
#   basis_kind: law
#   basis:
#     - {source: ARB-2025, article: 第二十七条}
#     - {source: SPC-ARB, article: 第七条}
#     - {source: NYC1958, article: ""}
#   remedy:
#     - 采用机构示范条款，写明机构、仲裁地、语言、人数、适用法
#     - 对存量大合同签补充协议
#   evidence: [合同条款]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Dispute clause missing or defective
#     why: Chinese law requires an arbitration agreement to name an institution; "arbitrate or sue" is void unless the other side fails to object before the first hearing; without a clause neither forum nor law is certain.
#     remedy:
#       - Use an institution's model clause with institution, seat, language, number of arbitrators and governing law
#       - Sign a supplement to large contracts in force
#     evidence: [The contract clause]
package risk.supply.dispute_clause

fires if input.company.dispute_clause in {"none", "arb_no_institution", "arb_or_court"}

severity := "high" if input.company.dispute_clause in {"none", "arb_or_court"}

else := "medium"

evidence["dispute_clause"] := input.company.dispute_clause
