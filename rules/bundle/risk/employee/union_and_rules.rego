# METADATA
# title: 有 25 名以上会员未建工会，或规章未经民主程序
# description: 会员有 25 人以上还没有建工会，或者规章制度没有经过职工讨论并公示。没走程序的制度，不能用来管人，也不能作为员工信息出境的豁免依据。
# custom:
#   id: EMP-048
#   scope: company
#   severity: medium
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S21, article: 第三、十一条}
#     - {source: S01, article: 第四条}
#   remedy:
#     - 筹建工会
#     - 补做民主程序并公示
#   evidence: [会议纪要, 公示照片]
#   effort: {days: 60, source: house}
#   lifecycle: stable
#   en:
#     title: No union with 25 members or more, or staff rules without democratic procedure
#     why: There are 25 members or more and no union, or the staff rules were not discussed with the staff and made public. Rules made without the procedure cannot be held against staff, nor do they exempt staff data from the procedures for sending them abroad.
#     remedy:
#       - Set up a union
#       - Make up the procedure and publish the rules
#     evidence: [Minutes, Photos of the notice]
package risk.employee.union_and_rules

import data.lib.figures
import data.risk.employee.figures as limit

fires if no_union
fires if input.company.rules_democratic == false

no_union if {
	input.company.union_members >= figures.on(limit.union_members)
	input.company.has_union == false
}

evidence["union_members"] := input.company.union_members
evidence["has_union"] := input.company.has_union
evidence["rules_democratic"] := input.company.rules_democratic

lines["union_members"] := figures.on(limit.union_members) if no_union
