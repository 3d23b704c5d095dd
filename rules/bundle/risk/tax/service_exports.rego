# METADATA
# title: 跨境服务零税率证据不足
# description: 对跨境服务或无形资产申报了零税率或免税，却没有“完全在境外消费”等证据。不符合条件的要按 6% 等税率缴税。
# custom:
#   id: TAX-043
#   scope: company
#   severity: medium
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: MOF2026-11, article: ""}
#     - {source: VATL, article: 第10条第5项}
#   remedy:
#     - 补充合同条款和境外消费的证明
#     - 证明不了的，补税
#   evidence: [合同, 境外收款, 交付记录]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Zero-rated services without proof
#     why: Zero rating or exemption is claimed on services or intangibles sold abroad without proof that they were consumed wholly outside China. Where the terms are not met, VAT at 6% or another rate is due.
#     remedy:
#       - Add contract terms and proof of consumption abroad
#       - Pay the tax where it cannot be proved
#     evidence: [Contracts, Receipts from abroad, Records of delivery]
package risk.tax.service_exports

applies if input.company.svc_export_claim

fires if input.company.svc_evidence == false

evidence["svc_evidence"] := input.company.svc_evidence
