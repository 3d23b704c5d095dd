# METADATA
# title: 未做海外公民登记，或没有应急联系人
# description: 在外停留超过 7 天，没有在中国领事平台登记，或者公司没有留应急联系人，撤离通知就可能送不到。登记是自愿的；7 天是本站的建议值，不是法律规定。橙色、红色地区更要紧。
# custom:
#   id: EMP-073
#   scope: employee
#   severity: [medium, low]
#   theme: personal_safety
#   basis_kind: house
#   basis:
#     - {source: S33, article: 第六条}
#     - {source: S34, article: ""}
#     - {source: HOUSE, article: ""}
#   remedy:
#     - 在“中国领事”登记
#     - 存好 12308，即 +86-10-12308
#   evidence: [登记截图]
#   effort: {days: 1, source: house}
#   lifecycle: stable
#   en:
#     title: Not registered with the consular system, or no emergency contact
#     why: The person has been away for more than 7 days and is not registered with the Chinese consular platform, or the company has no emergency contact, so that an evacuation notice may not arrive. Registration is voluntary; the 7 days are a figure of this site, not law. It matters more in orange and red areas.
#     remedy:
#       - Register on the China Consular platform
#       - Save 12308, from abroad +86-10-12308
#     evidence: [A screenshot of the registration]
package risk.employee.consular_registration

import data.lib.figures
import data.risk.employee.figures as limit

applies if {
	input.employee.location_type == "abroad"
	input.employee.stay_days > figures.on(limit.registration_days)
}

fires if input.employee.consular_registered == false
fires if input.employee.emergency_contact == false

severity := "medium" if input.derived.row_mfa_level in {"orange", "red"}

else := "low"

evidence["consular_registered"] := input.employee.consular_registered
evidence["emergency_contact"] := input.employee.emergency_contact
evidence["stay_days"] := input.employee.stay_days
evidence["row_mfa_level"] := input.derived.row_mfa_level

lines["stay_days"] := figures.on(limit.registration_days)
