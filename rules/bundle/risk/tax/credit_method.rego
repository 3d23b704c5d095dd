# METADATA
# title: 境外税抵免方式五年内变更
# description: 分国、不分国的抵免方式一经选定，5 年内不能改变。现在的方式没用满 5 年就换了。
# custom:
#   id: TAX-010
#   scope: company
#   severity: medium
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: CS84, article: 第一条}
#   remedy:
#     - 恢复原方式，并更正申报
#     - 期满后再测算要不要换
#   evidence: [历年《境外所得税收抵免明细表》]
#   effort: {days: 10, source: house}
#   lifecycle: stable
#   en:
#     title: Foreign tax credit method changed within five years
#     why: Once chosen, the method (country by country, or all countries together) may not be changed for five years. It was changed before the five years were over.
#     remedy:
#       - Go back to the former method and correct the return
#       - Work out after the period whether a change pays
#     evidence: [Foreign tax credit schedules over the years]
package risk.tax.credit_method

import data.lib.figures
import data.risk.tax.figures as limit

applies if input.company.ftc_claimed

fires if {
	input.company.ftc_method_change
	input.company.ftc_method_years < figures.on(limit.credit_method_years)
}

evidence["ftc_method_change"] := input.company.ftc_method_change
evidence["ftc_method_years"] := input.company.ftc_method_years

lines["ftc_method_years"] := figures.on(limit.credit_method_years)
