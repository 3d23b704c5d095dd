# METADATA
# title: 居民个人境外所得未申报
# description: 在中国有住所的人长期外派，仍是居民个人，全球所得都要在中国申报，境外已缴的税可以限额抵免。上一年有境外所得的，要在 3 月 1 日至 6 月 30 日申报；期限已过，还没有报。
# custom:
#   id: EMP-039
#   scope: employee
#   severity: medium
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S16, article: 第一、七、十、十三条}
#   deadline: {zh: 每年 3 月 1 日至 6 月 30 日, en: 1 March to 30 June each year, month_day: "06-30", missed: true}
#   remedy:
#     - 补申报
#     - 取得境外完税证明，办抵免
#     - 向 12366 咨询
#   evidence: [完税凭证, 申报表]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Foreign income of a Chinese resident not declared
#     why: Who is domiciled in China stays a resident taxpayer on a long posting and declares worldwide income in China; tax paid abroad is credited within limits. Foreign income of last year is declared from 1 March to 30 June. The time has passed, and it was not.
#     remedy:
#       - Declare it late
#       - Get the tax certificate from abroad for the credit
#       - Ask 12366
#     evidence: [Tax certificates, The return]
package risk.employee.overseas_income

import data.lib.dates

applies if {
	input.employee.nationality == "CN"
	input.employee.location_type == "abroad"
	input.employee.overseas_pay_last_year
	input.as_of > dates.of_year(input.as_of, "06-30")
}

fires if input.employee.tax_filed_overseas_income == "no"

evidence["tax_filed_overseas_income"] := input.employee.tax_filed_overseas_income
evidence["overseas_pay_last_year"] := input.employee.overseas_pay_last_year
