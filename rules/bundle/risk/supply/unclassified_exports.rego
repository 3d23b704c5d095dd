# METADATA
# title: 出口物项没有对照两用物项清单判定
# description: 出口的产品、软件和技术资料没有全部对照两用物项清单判定。清单之外的物项，知道或应当知道有风险的，也要申请许可（全面管制）；没有判定，就证明不了合规。产品属于机床、传感器、化学品、无人机、石墨、稀土、电池技术等敏感门类的为高。公告 2025 年第 61 号（境外稀土）暂停到 2026 年 11 月 10 日，之后的状态尚待核实。
# custom:
#   id: SCM-037
#   scope: company
#   severity: [high, medium]
#   theme: trade_control
#   basis_kind: law
#   basis:
#     - {source: ECL-2020, article: 第12条}
#     - {source: DUL-2024, article: ""}
#     - {source: RE-61-2025, article: ""}
#   remedy: [按公告 2024 年第 51 号的清单逐项判定，留下记录, 有疑问的物项向商务部咨询, 技术资料和远程支持一并判定]
#   evidence: [物项判定表（编码、日期）]
#   effort: {days: 60, source: house}
#   effective_from: "2024-12-01"
#   lifecycle: stable
#   en:
#     title: Exports not classified against the dual-use list
#     why: Not all goods, software and technical data you export have been checked against the dual-use list. Items off the list need a licence too where you know or should know of a risk, and without a classification you cannot show that you complied. For sensitive kinds, such as machine tools, sensors, chemicals, drones, graphite, rare earths and battery technology, the risk is high. Announcement No. 61 of 2025 on rare earths abroad was suspended until 10 November 2026; its state since is still to be confirmed.
#     remedy:
#       - Classify item by item by the list of Announcement No. 51 of 2024 and keep the record
#       - Ask the Ministry of Commerce about doubtful items
#       - Classify technical data and remote support as well
#     evidence: [The classification table with codes and dates]
package risk.supply.unclassified_exports

fires if input.company.dual_use_classified_ratio < 1

severity := "high" if input.company.product_sensitive

else := "medium"

evidence["dual_use_classified_ratio"] := input.company.dual_use_classified_ratio
evidence["product_sensitive"] := input.company.product_sensitive

lines["dual_use_classified_ratio"] := 1
