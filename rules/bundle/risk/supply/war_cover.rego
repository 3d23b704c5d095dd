# METADATA
# title: 走战区航线却没有战争险
# description: 己方承担运输风险的货经过红海和苏伊士、霍尔木兹和波斯湾或黑海，却没有加保战争险和罢工险。协会货物条款 (A) 第6条除外战争；战争险只保水上段，还可以短期通知取消。2026 年 2 月末起，海湾一带的战争险大面积取消。经霍尔木兹或黑海的为高。这是保险实务，不是法律规定。
# custom:
#   id: SCM-033
#   scope: company
#   severity: [high, medium]
#   theme: due_diligence
#   basis_kind: practice
#   basis:
#     - {source: ICC-CARGO, article: "cl. 6, 7"}
#     - {source: IWC-CARGO, article: ""}
#     - {source: HORMUZ26, article: ""}
#   remedy: [加保货物战争险和罢工险，问清取消通知期, 绕航的订单多留 14 至 21 天, 合同约定附加费怎么分担]
#   evidence: [保单和战争险条款, 承运人航线通知]
#   effort: {days: 7, source: house}
#   lifecycle: stable
#   en:
#     title: War-zone route without war cover
#     why: Goods at your risk pass the Red Sea and Suez, Hormuz and the Gulf, or the Black Sea, without war and strikes cover. Clause 6 of the Institute Cargo Clauses (A) excludes war; war cover holds only while goods are waterborne and can be cancelled at short notice. From the end of February 2026 much of it was cancelled around the Gulf. By Hormuz or the Black Sea the risk is high. This is insurance practice, not law.
#     remedy:
#       - Add war and strikes cover and ask how short the notice of cancellation is
#       - Allow 14 to 21 more days for ships that go round
#       - Agree on who bears surcharges
#     evidence: [The policy and its war clauses, The carrier's notices on routes]
package risk.supply.war_cover

fires if {
	count(input.company.chokepoints) > 0
	input.company.war_cover == false
}

severity := "high" if dangerous

else := "medium"

dangerous if "hormuz" in input.company.chokepoints
dangerous if "black_sea" in input.company.chokepoints

evidence["chokepoints"] := input.company.chokepoints
evidence["war_cover"] := input.company.war_cover
