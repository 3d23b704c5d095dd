# METADATA
# title: 外派人员无境外人身意外伤害险
# description: 人在境外，没有境外人身意外伤害险。劳务企业拒不改正的，罚 5 万至 10 万元；承包单位限期改正，并罚 5 万至 10 万元。一般投资企业没有这条法定义务，这里是审慎要求。劳务企业与国外雇主约定由对方投保的除外。
# custom:
#   id: EMP-009
#   scope: employee
#   severity: high
#   theme: personal_safety
#   basis_kind: law
#   basis:
#     - {source: S02, article: 第十三、四十二条}
#     - {source: S03, article: 第十四、二十三条}
#   remedy:
#     - 当天投保，或扩展现有保单
#     - 保障要含医疗转运和遗体送返
#     - 核对除外责任，如战乱
#   evidence: [保单, 被保险人名单]
#   effort: {days: 3, source: house}
#   lifecycle: stable
#   en:
#     title: No overseas accident insurance
#     why: The person is abroad without overseas accident insurance. A labour-cooperation company that does not correct it pays CNY 50,000 to 100,000, and a contractor is fined as much. For other investors it is prudence, not law. It does not count where a labour-cooperation company agreed that the foreign employer insures.
#     remedy:
#       - Insure today or extend the policy
#       - See that medical evacuation and return of remains are covered
#       - Check what is excluded, such as war
#     evidence: [The policy, The list of insured persons]
package risk.employee.accident_insurance

applies if input.employee.location_type == "abroad"

fires if {
	not "overseas_accident" in input.employee.insurance
	not employer_insures
}

employer_insures if {
	input.company.labour_coop_licence
	input.company.foreign_employer_insures_by_contract
}

evidence["insurance"] := input.employee.insurance
evidence["labour_coop_licence"] := input.company.labour_coop_licence
evidence["foreign_employer_insures_by_contract"] := input.company.foreign_employer_insures_by_contract
