# METADATA
# title: 输美产品的原料没有按 UFLPA 溯源
# description: 产品卖到美国，原料在 UFLPA 优先行业或来自新疆，却追不到原料源头。美国海关推定禁止入境，进口商须用明确而令人信服的证据推翻；2025 财年截至 8 月，被扣货物约只放行 6.5%。来自新疆或供应商在 UFLPA 实体清单上的为严重。优先行业对应的 HS 编码是我们的归纳；63 章和 081340 只有一部分属于，须由人判断。
# custom:
#   id: SCM-050
#   scope: supplier
#   severity: [critical, high]
#   theme: trade_control
#   basis_kind: law
#   basis:
#     - {source: UFLPA, article: §3}
#     - {source: UFLPA-2025, article: ""}
#     - {source: D834, article: 第13条}
#   remedy: [和美国进口商确认要什么样的溯源资料, 按订单逐批追溯，防止混批, 提供资料之前先做中国法评估；措辞不要构成对中国主体的歧视性措施]
#   evidence: [订单级溯源包：采购单、发票、生产记录、运输单据，直到原料]
#   beside: [SCM-040, SCM-041, SCM-042, SCM-043]
#   note: 照外国规则办，可能违反中国的反制规则。两边放在一起看：不要以外国规则为由对中国主体或地区断供；先收齐订单级事实，请中国律师和东道国律师一起定，该报告的依法报告。
#   effort: {days: 90, source: house}
#   effective_from: "2022-06-21"
#   lifecycle: stable
#   en:
#     title: US-bound goods without UFLPA tracing
#     why: You sell to the United States, the input is in a priority sector of the UFLPA or from Xinjiang, and it is not traced to the raw material. Entry is presumed banned unless the importer rebuts that with clear and convincing evidence; in fiscal 2025 up to August about 6.5% of detained goods were released. From Xinjiang, or from a party on the UFLPA Entity List, it is critical. The HS codes of the sectors are our own mapping; of chapter 63 and 081340 only part belongs, so a person must look.
#     note: Following this foreign rule may break Chinese counter-measures rules. Read the two together; do not cut off a Chinese party or region because of a foreign rule. First collect the facts order by order, have Chinese and host-country counsel decide, and report where a Chinese rule requires it.
#     remedy:
#       - Agree with the US importer on the tracing package
#       - Trace batch by batch and order by order, and keep batches apart
#       - Review under Chinese law before giving papers, and word nothing as a discriminatory measure against a Chinese party
#     evidence: [The tracing package of each order down to the raw material]
package risk.supply.us_forced_labour

import data.lib.uflpa

applies if {
	input.supplier.active
	input.company.sells_to_us
}

fires if {
	input.supplier.raw_traced == false
	uflpa.suspect
}

manual if {
	uflpa.partly
	input.supplier.region != "CN-XJ"
}

severity := "critical" if input.supplier.region == "CN-XJ"

else := "critical" if input.supplier.uflpa_entity_listed

else := "high"

evidence["goods_hs"] := input.supplier.goods_hs
evidence["region"] := input.supplier.region
evidence["raw_traced"] := input.supplier.raw_traced
evidence["uflpa_entity_listed"] := input.supplier.uflpa_entity_listed
