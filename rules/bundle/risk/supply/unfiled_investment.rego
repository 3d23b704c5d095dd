# METADATA
# title: 境外投资没有备案或核准
# description: 在境外建厂、设仓或并购供应商，没有在实施前取得发改委和商务部门的备案或核准。后果是外汇汇不出去，还可以被责令中止。国务院令第837号 2026 年 7 月 1 日起施行，融资和担保也在内；地方企业 3 亿美元以上的由国家发改委备案。配套细则还没有出齐。
# custom:
#   id: SCM-074
#   scope: company
#   severity: high
#   theme: trade_control
#   basis_kind: law
#   basis:
#     - {source: ODI-837, article: ""}
#     - {source: NDRC-11, article: 第14、32条}
#     - {source: MOFCOM-3, article: 第6条}
#   remedy: [停止后续出资，补办手续, 向省级部门说明情况, 留意第837号令的配套细则]
#   evidence: [备案通知书, 企业境外投资证书（2 年内实施）]
#   effort: {days: 60, source: house}
#   effective_from: "2018-03-01"
#   lifecycle: stable
#   en:
#     title: Outbound investment not filed
#     why: A plant, a warehouse or the purchase of a supplier abroad went ahead without the filing or approval of both the National Development and Reform Commission and the commerce authority. Money then cannot be sent out, and the project can be ordered to stop. State Council Decree 837 applies from 1 July 2026 and covers financing and guarantees; from USD 300 million local firms file with the national commission. Its detailed rules are not all out.
#     remedy: [Stop further funding and file, Explain to the provincial authorities, Watch for the detailed rules of Decree 837]
#     evidence:
#       - The filing notice
#       - The outbound investment certificate, to be used within two years
package risk.supply.unfiled_investment

applies if input.company.has_odi

fires if input.company.odi_ndrc == false
fires if input.company.odi_mofcom == false

evidence["has_odi"] := input.company.has_odi
evidence["odi_ndrc"] := input.company.odi_ndrc
evidence["odi_mofcom"] := input.company.odi_mofcom
