# METADATA
# title: 短期豁免超期，或未事前报备
# description: 按短期豁免在当地工作，但本自然年的天数已满上限，或者事前没有报备。越南每个自然年少于 90 天才可豁免，须至少提前 3 个工作日书面通知；泰国按 15 天算，这个数未核到条文。
# custom:
#   id: EMP-022
#   scope: employee
#   severity: high
#   theme: visa_status
#   basis_kind: law
#   basis:
#     - {source: S47, article: 第7条第13款a项、第9条第4款}
#     - {source: HOST, article: ""}
#   remedy:
#     - 转办工作许可
#     - 补做通知，生效前停工
#   evidence: [出入境章, 报备回执]
#   effort: {days: 25, source: house}
#   lifecycle: stable
#   en:
#     title: Short-term exemption exceeded or not notified
#     why: The person works under a short-term exemption, but the days of this calendar year have reached the limit, or no notice was given beforehand. Vietnam exempts fewer than 90 days in a calendar year, on written notice at least 3 working days ahead; the 15 days used for Thailand could not be checked.
#     remedy:
#       - Apply for a work permit
#       - Give the notice late and stop work until it takes effect
#     evidence: [Entry and exit stamps, The receipt of the notice]
package risk.employee.short_exemption

applies if {
	input.employee.work_permit_status == "exempt"
	input.employee.post_country
	input.country.employee.short_exempt_days > 0
}

fires if input.employee.days_in_country_ytd >= input.country.employee.short_exempt_days
fires if input.employee.exempt_notice_filed == false

evidence["days_in_country_ytd"] := input.employee.days_in_country_ytd
evidence["exempt_notice_filed"] := input.employee.exempt_notice_filed
evidence["post_country"] := input.employee.post_country

lines["days_in_country_ytd"] := input.country.employee.short_exempt_days if {
	input.employee.days_in_country_ytd >= input.country.employee.short_exempt_days
}
