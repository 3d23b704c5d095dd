# METADATA
# title: 关键料全部来自同一个境外国家
# description: 至少有一类关键料（按 HS 前四位归类）的全部在用供应商都在同一个境外国家。该国一旦限制出口、加税或者航线中断，所有来源同时受影响。港、澳、台各算一个单独来源地。这条线是行业经验，不是法律规定。
# custom:
#   id: SCM-006
#   scope: company
#   severity: medium
#   theme: concentration
#   basis_kind: house
#   basis:
#     - {source: HOUSE, article: ""}
#   remedy: [引入第二个来源国，或者境内来源, 在合同里约定可以改用的替代产地]
#   evidence: [按品类列出的来源国表]
#   effort: {days: 120, source: house}
#   lifecycle: stable
#   en:
#     title: Critical part from one foreign country only
#     why: All suppliers in use of at least one family of critical parts (the first four digits of the HS code) are in one and the same foreign country. An export restriction, a new duty or a broken shipping route there hits every source at once. Hong Kong, Macao and Taiwan each count as an origin of their own. This line is trade experience, not law.
#     remedy:
#       - Bring in a second country of origin or a source in mainland China
#       - Agree on alternative places of production in the contract
#     evidence: [A table of origins by category]
package risk.supply.one_country_part

fires if input.derived.one_country_part

evidence["one_country_part"] := input.derived.one_country_part
evidence["one_country_parts"] := input.derived.one_country_parts
