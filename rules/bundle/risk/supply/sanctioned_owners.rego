# METADATA
# title: 供应商由受制裁方持股（OFAC 50% 规则）
# description: 受制裁方（SDN）对供应商直接、间接的持股加起来达到 50%，即使它自己没有列名，也视同被冻结；只看所有权，不看控制权。达到 25% 不到 50% 的作为提醒：美国财政部提示，对大额的少数持股要谨慎；25% 这条线是经验，不是法律规定。
# custom:
#   id: SCM-045
#   scope: supplier
#   severity: [critical, medium]
#   theme: trade_control
#   basis_kind: law
#   basis:
#     - {source: OFAC-50, article: ""}
#   remedy: [暂停美元交易, 把股权穿透查到自然人, 不足 50% 的，取得股东声明，每季度更新]
#   evidence: [股权穿透图]
#   beside: [SCM-040, SCM-041, SCM-042, SCM-043]
#   note: 照外国规则办，可能违反中国的反制规则。两边放在一起看：不要以外国规则为由对中国主体或地区断供；先收齐订单级事实，请中国律师和东道国律师一起定，该报告的依法报告。
#   effort: {days: 15, source: house}
#   effective_from: "2014-08-13"
#   lifecycle: stable
#   en:
#     title: Supplier owned by sanctioned parties (OFAC 50% rule)
#     why: "Sanctioned parties (SDN) hold 50% or more of the supplier, direct and indirect together, so it counts as blocked although it is not listed itself; ownership decides, not control. From 25% to under 50% this is a warning: the US Treasury advises caution with large minority holdings. The 25% line is experience, not law."
#     note: Following this foreign rule may break Chinese counter-measures rules. Read the two together; do not cut off a Chinese party or region because of a foreign rule. First collect the facts order by order, have Chinese and host-country counsel decide, and report where a Chinese rule requires it.
#     remedy:
#       - Hold dealings in US dollars
#       - Trace ownership down to natural persons
#       - Below 50%, get a shareholders' statement and renew it every quarter
#     evidence: [The ownership chart]
package risk.supply.sanctioned_owners

import data.lib.figures
import data.risk.supply.figures as limit

applies if input.supplier.active

fires if input.supplier.sdn_owned_pct >= figures.on(limit.sanctioned_holding_warning)

severity := "critical" if blocked

else := "medium"

blocked if input.supplier.sdn_owned_pct >= figures.on(limit.sanctioned_holding)

evidence["sdn_owned_pct"] := input.supplier.sdn_owned_pct

lines["sdn_owned_pct"] := figures.on(limit.sanctioned_holding) if blocked
lines["sdn_owned_pct"] := figures.on(limit.sanctioned_holding_warning) if not blocked
