# METADATA
# title: 交易对手在中方名单上
# description: 与管控名单、关注名单、不可靠实体清单、反制清单或恶意实体清单上的主体有交易。境内主体须执行反制和禁止交易的措施，任何人不得协助规避。违规与管控名单主体交易，没收违法所得，违法经营额 50 万元以上的处 10 至 20 倍罚款，不足的处 50 万至 500 万元，直至吊销出口经营资格。只在关注名单上的为高：不能用通用许可，须提交风险评估。
# custom:
#   id: SCM-040
#   scope: company
#   severity: [critical, high]
#   theme: trade_control
#   basis_kind: law
#   basis:
#     - {source: DUR-2024, article: 第26、28条}
#     - {source: ECL-2020, article: 第18、37条}
#     - {source: UEL-2020, article: 第二、十、十二条}
#     - {source: AFSL-2021, article: 第6、11、12条}
#     - {source: AFSL-R803, article: 第13条}
#     - {source: D835, article: ""}
#     - {source: FTL-2025, article: ""}
#   remedy: [停止被禁止的交易, 对方在关注名单上的，按条例第26条提交风险评估和承诺, 有困难的，向主管部门申请]
#   evidence: [与商务部、外交部、司法部公告比对的记录]
#   beside: [SCM-044, SCM-045, SCM-046, SCM-047, SCM-048, SCM-049, SCM-050, SCM-051, SCM-052]
#   note: 外国制裁、出口管制和强迫劳动规则的要求，可能和这里的中国规则冲突。两边放在一起看：不要因为外国规则就对中国主体或地区断供；先收齐订单级事实，请中国律师和东道国律师一起定，该报告的依法报告。
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Counterparty on a Chinese list
#     why: "You deal with a party on the control list, the watch list, the Unreliable Entity List, the countermeasure list or the malicious entity list. Parties in China must carry out countermeasures and bans, and nobody may help to evade them. Dealing unlawfully with a party on the control list brings confiscation, a fine of 10 to 20 times the unlawful turnover from CNY 500,000, or of CNY 500,000 to 5 million below, up to loss of the right to export. On the watch list only it is high: no general licence, and a risk assessment is due."
#     note: What foreign sanctions, export control and forced-labour rules ask may run against this Chinese rule. Read the two together; do not cut off a Chinese party or region because of a foreign rule. First collect the facts order by order, have Chinese and host-country counsel decide, and report where a Chinese rule requires it.
#     remedy:
#       - Stop the dealings that are banned
#       - For the watch list, file the risk assessment and undertaking of article 26
#       - Where that is hard, apply to the competent authority
#     evidence:
#       - The record of checks against announcements of the ministries of commerce, foreign affairs and justice
package risk.supply.chinese_list

fires if input.company.cn_list_hits >= 1
fires if input.derived.chinese_list_supplier

# Until it is said that the hits are on the watch list only, they count as the worse.
severity := "high" if input.company.cn_list_watch_only

else := "critical"

evidence["cn_list_hits"] := input.company.cn_list_hits
evidence["chinese_list_supplier"] := input.derived.chinese_list_supplier
evidence["cn_list_watch_only"] := input.company.cn_list_watch_only
