# METADATA
# title: 因外国制裁对中国主体断供或拒单
# description: 曾经以外国制裁或出口管制为由，拒绝或终止与中国主体的交易，或者签过这样的承诺。依反外国制裁法第12条，对方可以起诉要求停止侵害、赔偿损失；国务院令第803号第17、18条可以约谈、责令改正；第834、835号令又加上调查、禁执令和列入清单的后果。
# custom:
#   id: SCM-041
#   scope: company
#   severity: high
#   theme: trade_control
#   basis_kind: law
#   basis:
#     - {source: AFSL-2021, article: 第12、14条}
#     - {source: AFSL-R803, article: 第17、18条}
#     - {source: D834, article: 第15条}
#     - {source: D835, article: 第8条}
#     - {source: BLOCK-2021, article: 第七、九、十三条}
#   remedy: [不再用书面形式把外国法说成唯一理由, 由中国律师审查，保留商业理由的证据, 评估是否申请豁免或者报告]
#   evidence: [往来函件, 承诺书, 法律意见]
#   beside: [SCM-044, SCM-045, SCM-046, SCM-047, SCM-048, SCM-049, SCM-050, SCM-051, SCM-052]
#   note: 外国制裁、出口管制和强迫劳动规则的要求，可能和这里的中国规则冲突。两边放在一起看：不要因为外国规则就对中国主体或地区断供；先收齐订单级事实，请中国律师和东道国律师一起定，该报告的依法报告。
#   effort: {days: 15, source: house}
#   effective_from: "2021-06-10"
#   lifecycle: stable
#   en:
#     title: Chinese party cut off because of foreign sanctions
#     why: You have refused or ended dealings with a Chinese party citing foreign sanctions or export control, or signed such an undertaking. Under article 12 of the Anti-Foreign Sanctions Law the other side can sue for an end to it and for damages; State Council Decree 803, articles 17 and 18, allows summons and orders to correct; Decrees 834 and 835 add investigations, prohibition orders and listings.
#     note: What foreign sanctions, export control and forced-labour rules ask may run against this Chinese rule. Read the two together; do not cut off a Chinese party or region because of a foreign rule. First collect the facts order by order, have Chinese and host-country counsel decide, and report where a Chinese rule requires it.
#     remedy:
#       - Stop giving foreign law as the only reason in writing
#       - Have Chinese counsel review it, and keep evidence of business reasons
#       - Consider an exemption or a report
#     evidence: [Correspondence, The undertaking, Legal opinions]
package risk.supply.cut_off

fires if input.company.cutoff_cn_party

evidence["cutoff_cn_party"] := input.company.cutoff_cn_party
