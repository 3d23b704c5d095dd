# METADATA
# title: 背景调查无告知或超范围
# description: 背景调查没有告知本人，或者查了和劳动合同没有直接关系的事，或者收集敏感信息没有单独同意。用人单位只能了解与劳动合同直接相关的情况；犯罪记录，只有法律禁止有前科者从业的岗位，单位才能查。
# custom:
#   id: EMP-055
#   scope: company
#   severity: high
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S12, article: 第十三条(二)、第十七、二十八、二十九、六十六条}
#     - {source: S01, article: 第八条}
#     - {source: S77, article: ""}
#   remedy:
#     - 补告知，补单独同意
#     - 删掉无关信息
#     - 犯罪记录走派出所的单位查询
#   evidence: [授权书, 背调报告]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Background checks without notice or beyond need
#     why: Background checks are run without telling the person, go into what does not directly concern the labour contract, or take sensitive data without separate consent. An employer may learn only what directly concerns the contract; it may ask for criminal records only for posts that the law closes to those with a record.
#     remedy:
#       - Give the notice and obtain the separate consent
#       - Delete what does not concern the contract
#       - Ask for criminal records through the police station
#     evidence: [Authorisations, Background reports]
package risk.employee.background_checks

applies if input.company.bgcheck_done

fires if input.company.bgcheck_notice == false
fires if input.company.scope_contract_related == false

fires if {
	input.company.collects_sensitive
	input.company.sensitive_consent == false
}

evidence["bgcheck_notice"] := input.company.bgcheck_notice
evidence["scope_contract_related"] := input.company.scope_contract_related
evidence["collects_sensitive"] := input.company.collects_sensitive
evidence["sensitive_consent"] := input.company.sensitive_consent
