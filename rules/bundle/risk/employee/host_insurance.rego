# METADATA
# title: 非协定国应参保而未在当地参保
# description: 所在国和中国没有生效的社保协定，当地要求外籍人员参保，却没有缴。后果是补缴、滞纳金、许可不予续签。越南的线是与当地雇主签 12 个月以上合同，且不是公司内部调任；印尼是工作满 6 个月，按 12 个月内满 180 天算；其他国家按近 12 个月满 90 天提示，这是本站的建议值，不是法律规定。
# custom:
#   id: EMP-035
#   scope: employee
#   severity: high
#   theme: employment
#   basis_kind: law
#   basis: [{source: HOST, article: ""}, {source: S18, article: ""}, {source: SA6, article: ""}, {source: SA7, article: ""},
#     {source: HOUSE, article: ""}]
#   remedy:
#     - 补登记、补缴
#     - 把这项成本纳入报价
#   evidence: [当地缴费单]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Host social insurance unpaid where no treaty exempts
#     why: The host country has no social insurance treaty in force with China and wants foreigners insured, but nothing is paid. It means back payments, late fees and permits that are not renewed. The line is a contract of 12 months or more with an employer there and no intra-company transfer in Vietnam; six months of work in Indonesia, counted as 180 days in 12 months; and 90 days in 12 months elsewhere, a figure of this site, not law.
#     remedy:
#       - Register late and pay the arrears
#       - Put the cost into your prices
#     evidence: [Local payment slips]
package risk.employee.host_insurance

import data.lib.dates
import data.lib.figures
import data.risk.employee.figures as limit

applies if {
	input.employee.location_type == "abroad"
	input.country.employee.host_si_mandatory_for_foreigners
	not input.country.employee.si_agreement == "in_force"
	to_be_insured
}

fires if input.employee.host_si_paid == false

to_be_insured if input.employee.days_in_country_12m >= days

days := figures.on(limit.host_si_days_indonesia) if input.employee.post_country == "ID"
days := figures.on(limit.host_si_days) if not input.country.employee.host_si_test

to_be_insured if {
	input.employee.post_country == "VN"
	input.employee.contract_type in {"local_contract", "dual"}
	input.employee.visa_type != "intra_company"
	long_contract
}

long_contract if not input.employee.contract_end
long_contract if input.employee.contract_end >= dates.plus_years(input.employee.contract_start, 1)

evidence["host_si_paid"] := input.employee.host_si_paid
evidence["post_country"] := input.employee.post_country
evidence["days_in_country_12m"] := input.employee.days_in_country_12m if input.employee.post_country != "VN"
evidence["contract_type"] := input.employee.contract_type if input.employee.post_country == "VN"

lines["days_in_country_12m"] := days
