# METADATA
# title: 没有为欧盟强迫劳动条例做好准备
# description: 产品卖到欧盟，却没有强迫劳动风险的尽调程序和应答预案。条例 2027 年 12 月 14 日起适用，到那时为高：涉强迫劳动的产品不得投放、不得出口。它不看企业规模和金额，覆盖所有产品和电商；指南和门户定于 2026 年 6 月 30 日发布。
# custom:
#   id: SCM-051
#   scope: company
#   severity: [high, medium]
#   theme: trade_control
#   basis_kind: law
#   basis:
#     - {source: EU-FLR, article: Art. 3}
#   remedy: [按指南自愿做尽调, 备好 30 个工作日内交得出的资料包（时限以条例为准）, 关注欧盟的风险数据库]
#   evidence: [程序文件, 风险评估]
#   beside: [SCM-040, SCM-041, SCM-042, SCM-043]
#   note: 照外国规则办，可能违反中国的反制规则。两边放在一起看：不要以外国规则为由对中国主体或地区断供；先收齐订单级事实，请中国律师和东道国律师一起定，该报告的依法报告。
#   effort: {days: 60, source: house}
#   lifecycle: stable
#   en:
#     title: Not prepared for the EU forced-labour regulation
#     why: "You sell to the European Union without a procedure for forced-labour risk and a plan to answer questions. The regulation applies from 14 December 2027, and from then on the risk is high: products made with forced labour may be neither placed on the market nor exported. Size and value do not matter, all products and online sales are covered; guidelines and portal were due on 30 June 2026."
#     note: Following this foreign rule may break Chinese counter-measures rules. Read the two together; do not cut off a Chinese party or region because of a foreign rule. First collect the facts order by order, have Chinese and host-country counsel decide, and report where a Chinese rule requires it.
#     remedy:
#       - Do the voluntary diligence of the guidelines
#       - Have a package ready that can be handed over within 30 working days; the regulation sets the time
#       - Watch the EU database of risks
#     evidence: [The written procedure, The risk assessment]
package risk.supply.eu_forced_labour

import data.lib.figures
import data.risk.supply.figures as limit

applies if input.company.sells_to_eu

fires if input.company.eu_flr_ready == false

severity := "high" if figures.on(limit.eu_forced_labour_applies)

else := "medium"

evidence["sells_to_eu"] := input.company.sells_to_eu
evidence["eu_flr_ready"] := input.company.eu_flr_ready
