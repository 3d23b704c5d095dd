# METADATA
# title: 对外提供供应链信息前没有做中国法评估
# description: 接受外方的 ESG、强迫劳动或溯源审核，向境外提供境内供应链信息，事先却没有做中国法合规评估。国务院令第834号限制违法收集产业链供应链信息；数据安全法第36条、个人信息保护法第41条禁止未经批准向外国司法或执法机构提供境内数据。
# custom:
#   id: SCM-043
#   scope: company
#   severity: high
#   theme: trade_control
#   basis_kind: law
#   basis:
#     - {source: D834, article: 第13条}
#     - {source: PIPL-DSL, article: 个人信息保护法第41条、数据安全法第36条}
#   remedy: [建立对外提供资料的清单和审批, 只给订单级的必要资料，去掉身份标识, 涉及外国执法或司法机关的，先报批]
#   evidence: [评估记录, 对外提供清单]
#   beside: [SCM-044, SCM-045, SCM-046, SCM-047, SCM-048, SCM-049, SCM-050, SCM-051, SCM-052]
#   note: 外国制裁、出口管制和强迫劳动规则的要求，可能和这里的中国规则冲突。两边放在一起看：不要因为外国规则就对中国主体或地区断供；先收齐订单级事实，请中国律师和东道国律师一起定，该报告的依法报告。
#   effort: {days: 20, source: house}
#   effective_from: "2021-11-01"
#   lifecycle: stable
#   en:
#     title: Supply-chain information given abroad without review
#     why: You let foreign parties audit for ESG, forced labour or traceability and give them information on your Chinese supply chain without a review under Chinese law first. Decree 834 limits the unlawful collection of supply-chain information; article 36 of the Data Security Law and article 41 of the Personal Information Protection Law forbid giving data in China to foreign judicial or enforcement bodies without approval.
#     note: What foreign sanctions, export control and forced-labour rules ask may run against this Chinese rule. Read the two together; do not cut off a Chinese party or region because of a foreign rule. First collect the facts order by order, have Chinese and host-country counsel decide, and report where a Chinese rule requires it.
#     remedy:
#       - Keep a list of what is given abroad, with approvals
#       - Give only what the order needs, without names
#       - Where a foreign enforcement or judicial body is involved, get approval first
#     evidence: [The record of the review, The list of what was given]
package risk.supply.information_abroad

applies if input.company.foreign_audit_or_mapping

fires if input.company.sc_info_reviewed == false

evidence["foreign_audit_or_mapping"] := input.company.foreign_audit_or_mapping
evidence["sc_info_reviewed"] := input.company.sc_info_reviewed
