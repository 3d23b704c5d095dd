# METADATA
# title: 敏感国家或行业的投资没有核准
# description: 投资涉及未建交、战乱、受国际条约限制的国家，或者武器、跨境水资源、新闻传媒等敏感行业，却没有取得核准。敏感类实行核准，不是备案；没有核准不得实施。
# custom:
#   id: SCM-075
#   scope: company
#   severity: critical
#   theme: trade_control
#   basis_kind: law
#   basis:
#     - {source: NDRC-11, article: 第13条}
#     - {source: MOFCOM-3, article: 第6、7条}
#     - {source: ODI-837, article: ""}
#   remedy: [先向国家发改委申请核准, 核准之前不出资、不签生效的协议]
#   evidence: [核准文件]
#   effort: {days: 90, source: house}
#   effective_from: "2018-03-01"
#   lifecycle: stable
#   en:
#     title: Sensitive investment without approval
#     why: The investment is in a state without diplomatic ties with China, at war or restricted by treaty, or in a sensitive sector such as arms, cross-border water or news media, and has no approval. Sensitive projects need approval, not filing, and may not go ahead without it.
#     remedy:
#       - Apply to the National Development and Reform Commission for approval
#       - Until then fund nothing and sign nothing that takes effect
#     evidence: [The approval]
package risk.supply.sensitive_investment

applies if {
	input.company.has_odi
	input.company.odi_sensitive
}

fires if input.company.odi_approved == false

evidence["has_odi"] := input.company.has_odi
evidence["odi_sensitive"] := input.company.odi_sensitive
evidence["odi_approved"] := input.company.odi_approved
