# METADATA
# title: 贴牌没有授权，或自有商标没做海关备案
# description: 有贴牌订单拿不到目的国的商标授权，或者自有商标没有在海关备案。没有授权就出口，会被海关扣留；认定侵权的没收，并处货物价值 30% 以下罚款，为高。备案 10 年有效，能拦下别人的侵权出口，没做为低。
# custom:
#   id: SCM-071
#   scope: company
#   severity: [high, low]
#   theme: due_diligence
#   basis_kind: law
#   basis:
#     - {source: IPR-CUSTOMS, article: 第7、10、27条}
#     - {source: CUSTOMS-CN, article: 海关行政处罚实施条例第25条}
#     - {source: IP-801, article: 第11条}
#   remedy: [接单之前核对委托方在目的国的注册证和授权链, 把自有商标报海关总署备案]
#   evidence: [授权书, 备案证]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: OEM without authorisation, or marks not recorded with customs
#     why: Some OEM orders lack the trademark authorisation of the destination, or your own marks are not recorded with Chinese customs. Goods exported without authorisation can be detained; if they infringe they are confiscated, with a fine of up to 30% of their value, and that is high. A recordal holds ten years and stops infringing exports of others; its lack is low.
#     remedy:
#       - Check the client's registration in the destination and the chain of authorisation before taking the order
#       - Record your own marks with the General Administration of Customs
#     evidence: [Authorisations, The recordal certificate]
package risk.supply.brand_rights

fires if unauthorised

fires if {
	input.company.own_brand
	input.company.ipr_recorded == false
}

unauthorised if {
	input.company.does_oem
	input.company.oem_authorised == false
}

severity := "high" if unauthorised

else := "low"

evidence["does_oem"] := input.company.does_oem
evidence["oem_authorised"] := input.company.oem_authorised
evidence["own_brand"] := input.company.own_brand
evidence["ipr_recorded"] := input.company.ipr_recorded
