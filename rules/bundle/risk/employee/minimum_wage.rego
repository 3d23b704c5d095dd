# METADATA
# title: 低于当地最低工资
# description: 月工资低于当地现行最低工资，要补差额，还可能赔偿。最低工资改得很勤，各国的数由专人按季更新；没有数的国家，这一条先不判断。国内可对照劳动法第九十一条。
# custom:
#   id: EMP-044
#   scope: employee
#   severity: high
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: HOST, article: ""}
#     - {source: S24, article: 第九十一条}
#   remedy:
#     - 补发差额
#     - 更新最低工资参数表
#   evidence: [工资单]
#   effort: {days: 20, source: house}
#   lifecycle: draft
#   en:
#     title: Below the local minimum wage
#     why: The monthly wage is below the minimum wage in force there. The difference is owed, and damages may be added. Minimum wages change often and are kept up by hand each quarter; where no figure is kept the rule does not judge. In China article 91 of the Labour Law says the same.
#     remedy:
#       - Pay the difference
#       - Update the table of minimum wages
#     evidence: [Payslips]
package risk.employee.minimum_wage

import data.lib.amounts

applies if {
	input.employee.post_country
	input.derived.row_min_wage_kept
}

fires if {
	input.derived.row_min_wage_cny != null
	amounts.below(input.derived.row_wage_cny, input.derived.row_min_wage_cny)
}

# Never true, and not known where the table has nothing for the place: then no answer decides.
fires if input.derived.row_min_wage_lacking

evidence["monthly_wage"] := input.employee.monthly_wage
evidence["currency"] := input.employee.currency
evidence["post_country"] := input.employee.post_country
evidence["post_region"] := input.employee.post_region
evidence["row_wage_cny"] := input.derived.row_wage_cny

lines["row_wage_cny"] := input.derived.row_min_wage_cny
