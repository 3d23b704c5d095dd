# METADATA
# title: 持 B 类签证在美国做安装以外的实操
# description: 持商务或旅游签证赴美，只能做合同写明的进口设备安装、保修和培训，不含建筑施工。2025 年 9 月 4 日佐治亚电池厂一次就有 475 人被捕。直接动手干活的最严重；做安装而合同没写明的，也守不住。
# custom:
#   id: EMP-027
#   scope: employee
#   severity: [critical, high]
#   theme: visa_status
#   basis_kind: law
#   basis:
#     - {source: S60, article: 9 FAM 402.2-5(E)(1)}
#   score_with: unlawful_work
#   remedy:
#     - 改办 L-1、E 或 H 类签证
#     - 合同原件随身带
#     - 只派监督或培训人员
#   evidence: [销售合同条款, 工作说明]
#   effort: {days: 25, source: house}
#   lifecycle: stable
#   en:
#     title: Hands-on work in the US on a visitor visa
#     why: A business or tourist visa for the United States allows installation, warranty work and training for imported equipment where the sales contract says so, and no construction. On 4 September 2025 a raid at a battery plant in Georgia led to 475 arrests. Hands-on work is worst; installation that the contract does not name is no defence either.
#     remedy:
#       - Change to an L-1, E or H visa
#       - Carry the original contract
#       - Send supervisors or trainers only
#     evidence: [The clauses of the sales contract, The description of the work]
package risk.employee.us_visit_work

applies if {
	input.employee.post_country == "US"
	input.employee.visa_type in {"business", "tourist"}
}

fires if hands_on

fires if {
	input.employee.activity == "after_sales_install"
	input.employee.us_contract_clause == false
}

severity := "critical" if hands_on

else := "high"

hands_on if input.employee.activity in {"construction", "hands_on_work"}

evidence["activity"] := input.employee.activity
evidence["visa_type"] := input.employee.visa_type
evidence["us_contract_clause"] := input.employee.us_contract_clause
