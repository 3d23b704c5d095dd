# METADATA
# title: 代理出口没有报送实际委托方
# description: 以代理方式出口（含市场采购、外贸综合服务），季度预缴时没有同步报送实际委托出口方和金额。没有准确报送的视同自营，由代理方就这些出口额申报纳税。
# custom:
#   id: TAX-036
#   scope: company
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: G2025-17, article: 第七条}
#   remedy:
#     - 穿透核实实际生产销售单位，并补报
#     - 在合同里约定委托方提供信息的义务
#     - 拒绝信息不全的订单
#   evidence: [《代理出口企业受托出口情况汇总表》, 委托协议]
#   deadline: {zh: 随季度企业所得税预缴申报报送, en: With each quarterly income tax prepayment}
#   effort: {days: 10, source: house}
#   effective_from: "2025-10-01"
#   lifecycle: stable
#   en:
#     title: Agent did not report the real principal
#     why: Goods are exported as an agent (market procurement and integrated trade services included), and the real principals and amounts were not reported with the quarterly prepayment. What is not reported correctly counts as your own export, and you declare and pay tax on it.
#     remedy:
#       - Find the real producer or seller and report late
#       - Oblige principals by contract to give their details
#       - Refuse orders whose details are incomplete
#     evidence: [The summary of exports handled as an agent, Agency agreements]
package risk.tax.agent_report

applies if {
	input.company.exporter
	input.company.is_agent
}

fires if input.company.agent_reported == false

evidence["agent_reported"] := input.company.agent_reported
