# METADATA
# title: 跨境员工信息不符合豁免条件
# description: 依法制定的规章和依法签订的集体合同都有、确需出境的，员工信息可免手续。没有的：不是关键信息基础设施运营者、不满 10 万人且不含敏感信息的可免；10 万至 100 万人，或不满 1 万人敏感信息的，要标准合同或认证；100 万人以上、1 万人以上敏感信息或属关键信息基础设施的，要安全评估。
# custom:
#   id: EMP-056
#   scope: company
#   severity: high
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S13, article: 第五、七、八条}
#     - {source: S12, article: 第三十八、三十九条}
#   remedy:
#     - 补规章和集体合同（“和”字有分歧，从严）
#     - 改走标准合同或认证
#     - 减少出境的字段
#   evidence: [制度, 集体合同, 传输清单]
#   effort: {days: 60, source: house}
#   lifecycle: stable
#   en:
#     title: Staff data sent abroad outside the exemption
#     why: Staff data that must go abroad need no procedure under lawful rules and a lawful collective contract. Otherwise, outside critical information infrastructure, fewer than 100,000 people without sensitive data need none; 100,000 to 1 million people, or sensitive data of fewer than 10,000, need a standard contract or certificate; 1 million, 10,000 sensitive or critical infrastructure need a security assessment.
#     remedy:
#       - Make up the rules and the collective contract (take both to be safe)
#       - Change to a standard contract or a certificate
#       - Send fewer fields
#     evidence: [The rules, The collective contract, The list of transfers]
package risk.employee.staff_data_abroad

import data.lib.staff_data

applies if input.company.hr_data_abroad

fires if {
	not exempt
	staff_data.assessment_due
	input.company.pi_route != "assessment"
}

fires if {
	not exempt
	not staff_data.assessment_due
	staff_data.contract_due
	input.company.pi_route == "none"
}

exempt if {
	input.company.rules_democratic
	input.company.collective_contract
}

evidence["rules_democratic"] := input.company.rules_democratic
evidence["collective_contract"] := input.company.collective_contract
evidence["pi_count"] := input.company.pi_count
evidence["spi_count"] := input.company.spi_count
evidence["is_ciio"] := input.company.is_ciio
evidence["pi_route"] := input.company.pi_route
