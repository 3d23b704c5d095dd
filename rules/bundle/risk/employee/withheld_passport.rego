# METADATA
# title: 扣押护照或身份证件
# description: 公司强行收走员工的护照。用人单位不得扣押证件，护照也不得被非法扣押；沙特等东道国同样禁止，容易被认定为强迫劳动。
# custom:
#   id: EMP-011
#   scope: employee
#   severity: high
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S01, article: 第九、八十四条}
#     - {source: S05, article: 第二条}
#     - {source: S52, article: ""}
#   remedy:
#     - 马上归还本人
#     - 确需代管的，改成书面自愿、随取随还
#   evidence: [保管登记, 本人同意书]
#   effort: {days: 1, source: house}
#   lifecycle: stable
#   en:
#     title: Passport or ID withheld
#     why: The company has taken the passport away against the wish of its holder. An employer may not hold papers, and a passport may not be withheld unlawfully; Saudi Arabia and other hosts forbid it too, and it easily counts as forced labour.
#     remedy:
#       - Give it back at once
#       - Where it must be kept for the person, do so on written consent and hand it out on request
#     evidence: [The register of kept papers, The holder's consent]
package risk.employee.withheld_passport

fires if input.employee.passport_held_by == "company_forced"

evidence["passport_held_by"] := input.employee.passport_held_by
