# METADATA
# title: 东道国转让定价文档缺失
# description: 当地主体的关联交易达到该国的文档门槛，却没有按期备妥当地文档或申报表。后果是罚款和举证责任转移，如马来西亚每年 2 万至 10 万令吉，匈牙利每宗最高 500 万福林（旧令，待核）。各国门槛请当地顾问核对。
# custom:
#   id: TAX-073
#   scope: presence
#   severity: high
#   theme: transfer_pricing
#   basis_kind: law
#   basis: [{source: VN132, article: ""}, {source: ID172, article: ""}, {source: THTP, article: ""}, {source: MYTP, article: ""}, {source: SGTP, article: ""},
#     {source: HKTP, article: ""}, {source: DETP, article: ""}, {source: HUTP, article: ""}, {source: AETP, article: ""}, {source: SATP, article: ""}, {source: MXTP, article: ""}]
#   score_with: host_documents
#   remedy: [委托当地编制本地文档, 与中国本地文档口径保持一致, 建立全球文档日历]
#   evidence: [当地文档, 披露表]
#   effort: {days: 30, source: house}
#   effective_from: "2026-01-01"
#   lifecycle: stable
#   en:
#     title: Transfer pricing documents of the host country missing
#     why: The local entity's related-party dealings reach that country's documentation threshold, but its local file or forms were not ready on time. It means fines and a reversed burden of proof, such as MYR 20,000 to 100,000 a year in Malaysia or up to HUF 5 million a case in Hungary (older decree, to be checked). Have a local adviser check the threshold.
#     remedy: [Have the local file prepared there, Keep it in line with the Chinese local file, Set up a calendar of documents worldwide]
#     evidence: [The local file, Disclosure forms]
package risk.tax.host_documents

import data.lib.tp_documents
import data.lib.tp_lines

applies if {
	input.presence.form in {"subsidiary", "branch"}
	input.country.tax.tp != null
	tp_documents.dealings
}

fires if {
	input.presence.tp_ready == false
	tp_documents.needed[input.presence.country]
}

# A country that the reference data lack is not clear: its test is not known.
fires if {
	input.presence.tp_ready == false
	not tp_documents.known[input.presence.country]
	input.country.tax.tp == "unknown"
}

evidence["tp_ready"] := input.presence.tp_ready
evidence["rev"] := input.presence.rev
evidence["rp_goods"] := input.presence.rp_goods
evidence["rp_other"] := input.presence.rp_other
evidence["rp_total"] := input.derived.rp_total
evidence["group_rev_eur_m"] := input.company.group_rev_eur_m if input.presence.country in {"AE", "GB"}
evidence["rp_lower_tax"] := input.presence.rp_lower_tax
evidence["assets"] := input.presence.assets
evidence["staff"] := input.presence.staff
evidence["sme_group"] := input.presence.sme_group

lines[name] := line if {
	some name, line in tp_lines.of[input.presence.country]
	tp_lines.crossed(input.presence.country, name, evidence[name])
}
