# METADATA
# title: 参保证明到期，或超最长免缴期
# description: 参保证明已过期或 60 天内到期，或者累计免缴的月数超过了协定的最长期限。德国首次 60 个月，总计最长 96 个月。提前 60 天提醒是本站的建议值，不是法律规定。
# custom:
#   id: EMP-034
#   scope: employee
#   severity: medium
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S19, article: ""}
#     - {source: S18, article: ""}
#     - {source: HOUSE, article: ""}
#   remedy:
#     - 到期前 60 天申请延长
#     - 不能延长的，转到当地参保
#   evidence: [参保证明]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Coverage certificate expired or longest exemption passed
#     why: The coverage certificate has ended or ends within 60 days, or the months of exemption are more than the treaty allows. Germany grants 60 months at first and 96 in all. The 60 days are a figure of this site, not law.
#     remedy:
#       - Apply for an extension 60 days before the end
#       - Where it cannot be extended, insure the person there
#     evidence: [The coverage certificate]
package risk.employee.certificate_expiry

import data.lib.dates
import data.lib.figures
import data.risk.employee.figures as limit

applies if {
	input.employee.post_country
	input.employee.si_certificate == "held"
}

fires if input.employee.si_cert_expiry <= reminder
fires if too_long

too_long if {
	input.country.employee.si_max_months > 0
	input.employee.exempt_months > input.country.employee.si_max_months
}

reminder := dates.plus_days(input.as_of, figures.on(limit.si_certificate_days))

evidence["si_cert_expiry"] := input.employee.si_cert_expiry
evidence["exempt_months"] := input.employee.exempt_months
evidence["post_country"] := input.employee.post_country

lines["si_cert_expiry"] := reminder if input.employee.si_cert_expiry <= reminder
lines["exempt_months"] := input.country.employee.si_max_months if too_long
