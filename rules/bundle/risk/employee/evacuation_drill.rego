# METADATA
# title: 撤离演练超期
# description: 有人在境外，从来没有做过撤离演练，或者已超过 12 个月；有人在橙色、红色地区的，超过 6 个月就算。这两个期限是本站的建议值，不是法律规定；治安保卫重点单位、防恐重点目标另有定期演练的法定要求。
# custom:
#   id: EMP-072
#   scope: company
#   severity: medium
#   theme: personal_safety
#   basis_kind: house
#   basis:
#     - {source: S10, article: 第十五条}
#     - {source: S11, article: 第三十二条}
#     - {source: S31, article: ""}
#     - {source: HOUSE, article: ""}
#   remedy:
#     - 做一次桌面推演加实地演练
#     - 复盘整改
#   evidence: [演练记录]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Evacuation drill overdue
#     why: People are abroad, and there was no evacuation drill ever, or none for 12 months; with people in orange or red areas the limit is six months. Both are figures of this site, not law; key security units and counter-terrorism targets have regular drills by law.
#     remedy:
#       - Hold a table-top exercise and a drill on site
#       - Review it and mend what failed
#     evidence: [The drill record]
package risk.employee.evacuation_drill

import data.lib.dates
import data.lib.figures
import data.risk.employee.figures as limit

applies if input.derived.staff_abroad

fires if input.company.last_drill == null
fires if older_than(figures.on(limit.drill_months))

fires if {
	input.derived.worst_mfa_level in {"orange", "red"}
	older_than(figures.on(limit.drill_months_high_risk))
}

older_than(months) if {
	input.company.last_drill != null
	dates.plus_months(input.company.last_drill, months) < input.as_of
}

evidence["last_drill"] := input.company.last_drill
evidence["worst_mfa_level"] := input.derived.worst_mfa_level
