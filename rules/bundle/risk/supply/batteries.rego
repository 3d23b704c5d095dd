# METADATA
# title: 输欧电池合规有缺口
# description: 输欧的电池或含电池产品缺 CE 标识和符合性声明、缺生产者责任登记，或者营业额 4,000 万欧元以上却没有原料尽调计划。前两项已经适用，缺了为高；尽调义务 2027 年 8 月 18 日起适用，之前为提醒。把门槛提高到 1.5 亿欧元的提案是否通过，尚未核实。电池护照 2027 年 2 月 18 日起用于轻型车、2 kWh 以上工业和电动车电池。
# custom:
#   id: SCM-055
#   scope: company
#   severity: [high, medium]
#   theme: due_diligence
#   basis_kind: law
#   basis:
#     - {source: BATT, article: "Art. 47-52, 77"}
#   remedy: [卖到哪国，就在哪国登记生产者责任, 补齐 CE 技术文档, 梳理钴、锂、镍、石墨的来源]
#   evidence: [符合性声明, 生产者责任登记号, 尽调政策]
#   effort: {days: 60, source: house}
#   effective_from: "2024-02-18"
#   lifecycle: stable
#   en:
#     title: EU battery compliance gap
#     why: Batteries or goods with batteries for the European Union lack CE marking and declaration, lack producer registration, or turnover is EUR 40 million or more without a plan for raw-material diligence. The first two apply already and are high; the diligence duty applies from 18 August 2027, before that it is a reminder. Whether the proposal to raise the line to EUR 150 million was adopted is not verified. From 18 February 2027 batteries for light transport, industry above 2 kWh and electric vehicles need a passport.
#     remedy:
#       - Register as a producer where you sell
#       - Complete the CE technical file
#       - Trace the sources of cobalt, lithium, nickel and graphite
#     evidence: [The declaration of conformity, Producer registration numbers, The diligence policy]
package risk.supply.batteries

import data.lib.figures
import data.risk.supply.figures as limit

applies if input.company.battery_eu

fires if no_mark
fires if no_registration
fires if no_plan

no_mark if input.company.battery_ce == false

no_registration if input.company.battery_epr == false

no_plan if {
	input.company.net_turnover_eur >= figures.on(limit.battery_turnover)
	input.company.battery_dd_plan == false
}

severity := "high" if no_mark

else := "high" if no_registration

else := "high" if figures.on(limit.battery_diligence_applies)

else := "medium"

# Only what is missing is shown.
evidence["battery_ce"] := false if no_mark
evidence["battery_epr"] := false if no_registration
evidence["battery_dd_plan"] := false if no_plan
evidence["net_turnover_eur"] := input.company.net_turnover_eur if no_plan

lines["net_turnover_eur"] := figures.on(limit.battery_turnover) if no_plan
