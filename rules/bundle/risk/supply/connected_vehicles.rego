# METADATA
# title: 输美汽车的联网软硬件禁令
# description: 向美国车型供应车联网（VCS）硬件，或车联网、自动驾驶软件。由中国主体拥有、控制或管辖的企业设计、制造或供应的，软件自 2027 车型年起禁止，硬件自 2030 车型年起、没有车型年的自 2029 年 1 月 1 日起禁止；不看在哪里生产。普通机械零件不受影响。
# custom:
#   id: SCM-066
#   scope: company
#   severity: high
#   theme: trade_control
#   basis_kind: law
#   basis:
#     - {source: US-CV, article: 15 CFR 791.302-308}
#   remedy: [确认产品是不是 VCS 或自动驾驶软件, 和客户确认车型年和豁免, 评估申请特别授权，或者剥离这个品类]
#   evidence: [产品说明, 软件来源, 股权结构]
#   effort: {days: 120, source: house}
#   effective_from: "2025-03-17"
#   lifecycle: stable
#   en:
#     title: US ban on connected-vehicle parts
#     why: You supply vehicle connectivity (VCS) hardware, or connectivity or automated-driving software, for US vehicles. If designed, made or supplied by a party under Chinese ownership, control or jurisdiction, software is banned from model year 2027, hardware from model year 2030, or from 1 January 2029 where it has no model year; where it is made does not matter. Plain mechanical parts are not affected.
#     remedy:
#       - Find out whether the product is VCS or automated-driving software
#       - Settle model year and exemptions with the customer
#       - Consider a specific authorisation, or giving up the line
#     evidence: [The product description, Where the software comes from, The ownership structure]
package risk.supply.connected_vehicles

import data.lib.figures
import data.risk.supply.figures as limit

fires if {
	input.company.cv_product == "covered_software"
	input.company.cv_model_year >= figures.on(limit.vehicle_software_year)
}

fires if {
	input.company.cv_product == "vcs_hardware"
	input.company.cv_model_year >= figures.on(limit.vehicle_hardware_year)
}

# null is "sold without a model year"; then the day of delivery counts.
fires if {
	input.company.cv_product == "vcs_hardware"
	input.company.cv_model_year == null
	input.company.delivery_date >= figures.on(limit.vehicle_hardware_day)
}

evidence["cv_product"] := input.company.cv_product
evidence["cv_model_year"] := input.company.cv_model_year
evidence["delivery_date"] := input.company.delivery_date if input.company.cv_model_year == null
