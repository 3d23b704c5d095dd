# METADATA
# title: 免签停留超期
# description: 免签入境，停留超过了单次天数，或者超过了 180 天内的累计上限。泰国、马来西亚等单次 30 天、每 180 天累计 90 天；新加坡单次 30 天，未公布累计上限；阿联酋有资料记 90 天，未核实，本站按 30 天算。
# custom:
#   id: EMP-023
#   scope: employee
#   severity: high
#   theme: visa_status
#   basis_kind: law
#   basis:
#     - {source: S63, article: ""}
#     - {source: S62, article: ""}
#   remedy:
#     - 马上离境或转换身份
#     - 以后在第 20 天提醒
#   evidence: [出入境章]
#   effort: {days: 5, source: house}
#   lifecycle: stable
#   en:
#     title: Visa-free stay overrun
#     why: The person entered visa-free and has stayed longer than one stay may last, or longer than 180 days allow in all. Thailand, Malaysia and others grant 30 days a stay and 90 in 180 days; Singapore grants 30 and has published no total; for the UAE one source says 90, unchecked, and this site takes 30.
#     remedy:
#       - Leave or change the status at once
#       - Set a reminder on day 20 from now on
#     evidence: [Entry and exit stamps]
package risk.employee.visa_free_overstay

applies if {
	input.employee.visa_type == "visa_free"
	input.employee.post_country
	input.country.employee.visa_free_days > 0
}

fires if stayed_too_long
fires if too_many_in_all

stayed_too_long if input.employee.stay_days > input.country.employee.visa_free_days

too_many_in_all if {
	input.country.employee.visa_free_cap_180 > 0
	input.employee.days_in_country_180 > input.country.employee.visa_free_cap_180
}

evidence["stay_days"] := input.employee.stay_days
evidence["days_in_country_180"] := input.employee.days_in_country_180
evidence["post_country"] := input.employee.post_country

lines["stay_days"] := input.country.employee.visa_free_days if stayed_too_long
lines["days_in_country_180"] := input.country.employee.visa_free_cap_180 if too_many_in_all
