# METADATA
# title: 个人持有的低税公司利润不分配
# description: 居民个人控制一家税负明显偏低的境外公司，没有合理的经营需要，利润却不分或少分。税务机关可以纳税调整，按 20% 补税并加收利息；金融账户信息交换让它看得见。个税法要求由居民个人单独或与居民企业共同控制，没有写比例；这里的 50% 和 12.5% 是参照企业所得税法实施条例第 117、118 条的预警线，不是个税法的规定。
# custom:
#   id: TAX-007
#   scope: presence
#   severity: high
#   theme: permanent_establishment
#   basis_kind: house
#   basis:
#     - {source: IITL, article: 第3条第3项、第8条第1款第2项}
#   remedy:
#     - 梳理个人名下的境外公司
#     - 作出分配并申报，或留下再投资的证据
#     - 考虑改由境内企业持股，并补办手续
#   evidence: [境外公司章程与股东名册, 银行账户的 CRS 自我证明, 分配记录]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Low-taxed company of an individual keeps its profit
#     why: A resident individual controls a foreign company that pays clearly little tax and keeps its profit, or most of it, without a business need. The tax office may adjust, collect 20% and add interest, and exchanged account data let it see. The income tax law asks for control by resident individuals, alone or with resident companies, and names no figure; 50% and 12.5% here are warning lines taken over from the corporate rules (articles 117 and 118), not the individual income tax law.
#     remedy:
#       - List the foreign companies in the person's name
#       - Distribute and declare, or keep proof of reinvestment
#       - Consider holding through the Chinese company, with the filings that this needs
#     evidence: [The foreign company's articles and register of members, CRS self-certifications of bank accounts, Records of distributions]
package risk.tax.individual_company

import data.lib.figures
import data.risk.tax.figures as limit

applies if {
	input.presence.form == "subsidiary"
	input.presence.holder == "individual"
}

fires if {
	input.presence.own_pct >= figures.on(limit.cfc_individual_control)
	input.presence.etr < figures.on(limit.cfc_individual_low_tax)
	input.presence.profit_retained
	input.presence.retain_reason == false
}

evidence["own_pct"] := input.presence.own_pct
evidence["etr"] := input.presence.etr
evidence["profit_retained"] := input.presence.profit_retained
evidence["retain_reason"] := input.presence.retain_reason

lines := {"own_pct": figures.on(limit.cfc_individual_control), "etr": figures.on(limit.cfc_individual_low_tax)}
