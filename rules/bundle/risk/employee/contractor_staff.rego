# METADATA
# title: 承包工程外派人员合同或中介不合规
# description: 承包境外工程的，外派人员要与本单位签劳动合同；经中介招的，中介要有许可。用无许可的中介，罚 5 万至 10 万元；无许可做中介的，罚 10 万至 20 万元。
# custom:
#   id: EMP-014
#   scope: company
#   severity: high
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S03, article: 第十一、十二、二十三条}
#   remedy:
#     - 直接签劳动合同
#     - 换成有许可的中介
#   evidence: [劳动合同, 中介许可证]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Contractor staff without own contracts or hired through an unlicensed agent
#     why: Staff posted to works abroad have a labour contract with the contractor itself, and an agent who recruits them needs a licence. Using an unlicensed agent costs CNY 50,000 to 100,000; acting as one costs CNY 100,000 to 200,000.
#     remedy:
#       - Sign labour contracts of your own
#       - Change to a licensed agent
#     evidence: [Labour contracts, The agent's licence]
package risk.employee.contractor_staff

applies if input.company.overseas_contractor

fires if input.company.contractor_staff_all_contracted == false

fires if {
	input.company.agent_used
	input.company.agent_licensed == false
}

evidence["contractor_staff_all_contracted"] := input.company.contractor_staff_all_contracted
evidence["agent_used"] := input.company.agent_used
evidence["agent_licensed"] := input.company.agent_licensed
