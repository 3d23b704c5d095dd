# METADATA
# title: 前往涉诈重点地区，行前材料不齐
# description: 去缅甸、柬埔寨、老挝、菲律宾等涉诈重点地区，合同、派遣函、住宿、同行人等材料不齐。有重大涉诈嫌疑的，移民管理机构可以不准出境。用旅游、免签、落地签去干活或者说不清去做什么的，最危险。重点地区名单以属地公安通告为准。
# custom:
#   id: EMP-063
#   scope: employee
#   severity: [critical, high]
#   theme: personal_safety
#   basis_kind: law
#   basis:
#     - {source: S08, article: 第三十六条}
#     - {source: S97, article: ""}
#   remedy:
#     - 随身带一套纸质材料
#     - 提前到出入境大队或派出所报备
#     - 避开缅泰边境、老挝金三角的陆路口岸
#   evidence: [派遣函, 合同, 投资备案证书]
#   effort: {days: 5, source: house}
#   lifecycle: stable
#   en:
#     title: Travel to a fraud hot spot without full papers
#     why: The person goes to a fraud hot spot such as Myanmar, Cambodia, Laos or the Philippines without a full set of contract, posting letter, lodging and companions. On grave suspicion of fraud the immigration authority may bar the exit. Worst is to go for hands-on or unclear work on a tourist, visa-free or on-arrival status. The list follows the notices of the local police.
#     remedy:
#       - Carry a set of papers in print
#       - Tell the exit and entry office or the police station beforehand
#       - Keep away from land crossings at the Thai border of Myanmar and the Golden Triangle of Laos
#     evidence: [The posting letter, The contract, The certificate of outbound investment]
package risk.employee.fraud_area_papers

import data.lib.fraud_areas

applies if input.employee.post_country in fraud_areas.countries
applies if in_named_region

in_named_region if input.employee.post_region in fraud_areas.regions[input.employee.post_country]

fires if input.employee.travel_docs_complete == false

severity := "critical" if dangerous

else := "high"

dangerous if {
	input.employee.visa_type in {"tourist", "visa_free", "voa"}
	input.employee.activity in {"hands_on_work", "unknown"}
}

evidence["post_country"] := input.employee.post_country
evidence["post_region"] := input.employee.post_region if in_named_region
evidence["travel_docs_complete"] := input.employee.travel_docs_complete
evidence["visa_type"] := input.employee.visa_type
evidence["activity"] := input.employee.activity
