# METADATA
# title: 高风险地区无医疗转运或绑架险
# description: 人在橙色或红色地区，医疗转运和绑架险没有买全。普通意外险常把战争、恐怖袭击除外。要买这两种险是本站的建议，不是法律规定。
# custom:
#   id: EMP-074
#   scope: employee
#   severity: medium
#   theme: personal_safety
#   basis_kind: house
#   basis:
#     - {source: S30, article: ""}
#     - {source: S31, article: ""}
#     - {source: HOUSE, article: ""}
#   remedy:
#     - 加保
#     - 确认救援机构的热线
#   evidence: [保单]
#   effort: {days: 5, source: house}
#   lifecycle: stable
#   en:
#     title: No medical evacuation or kidnap cover in a high-risk area
#     why: The person is in an orange or red area without both medical evacuation and kidnap cover. Common accident policies often exclude war and terror. To have the two is a recommendation of this site, not law.
#     remedy:
#       - Add the cover
#       - Make sure of the hotline of the rescue company
#     evidence: [The policy]
package risk.employee.high_risk_insurance

import data.lib.away

applies if {
	away.away
	input.derived.row_mfa_level in {"orange", "red"}
}

fires if not "medevac" in input.employee.insurance
fires if not "kidnap" in input.employee.insurance

evidence["insurance"] := input.employee.insurance
evidence["row_mfa_level"] := input.derived.row_mfa_level
