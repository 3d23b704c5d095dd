# METADATA
# title: 外派未书面变更工作地点等内容
# description: 人已经派到境外，劳动合同里的工作地点、报酬等却没有书面改过。工作地点是合同必备条款，变更要用书面形式；出了争议，口头约定很难说清。
# custom:
#   id: EMP-003
#   scope: employee
#   severity: medium
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S01, article: 第八、十七、三十五条}
#   remedy:
#     - 签外派补充协议
#     - 写明地点、期限、报酬、回国安排和保险
#   evidence: [外派协议, 告知书（工作内容、报酬、职业危害、安全风险）]
#   effort: {days: 7, source: house}
#   lifecycle: stable
#   en:
#     title: Posting abroad without a written contract change
#     why: The person works abroad, but place of work, pay and the like were never changed in writing. The place of work is a compulsory clause of a labour contract, and a change takes the written form; what was only said is hard to prove in a dispute.
#     remedy:
#       - Sign a posting addendum
#       - Name the place, the term, the pay, the way home and the insurance
#     evidence: [The posting agreement, "The notice of work, pay, hazards and safety risks"]
package risk.employee.posting_terms

applies if {
	input.employee.location_type == "abroad"
	input.employee.contract_type == "labour_contract"
}

fires if input.employee.posting_addendum == false

evidence["posting_addendum"] := input.employee.posting_addendum
evidence["contract_type"] := input.employee.contract_type
