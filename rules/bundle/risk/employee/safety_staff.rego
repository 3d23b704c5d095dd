# METADATA
# title: 安全生产管理人员配备不足
# description: 高危行业，或者从业人员超过 100 人的，要设安全管理机构或配专职安全员；100 人以下的，专职、兼职至少要有一样。不够的，责令限期改正，罚 10 万元以下。
# custom:
#   id: EMP-092
#   scope: company
#   severity: high
#   theme: personal_safety
#   basis_kind: law
#   basis:
#     - {source: S20, article: 第二十四、二十七、二十八、五十一、九十七条}
#   remedy:
#     - 任命专职安全员
#     - 全员培训，派遣工也要训
#     - 工伤保险全覆盖
#   evidence: [任命书, 安全员证书]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Too few safety managers
#     why: In a high-hazard sector or with more than 100 people there must be a work-safety department or a full-time officer; with 100 or fewer, at least a part-time one. Otherwise there is an order to correct and a fine of up to CNY 100,000.
#     remedy:
#       - Appoint a full-time officer
#       - Train everybody, dispatched workers too
#       - Cover all with work-injury insurance
#     evidence: [The appointment, The certificate]
package risk.employee.safety_staff

import data.lib.figures
import data.risk.employee.figures as limit

fires if {
	must_be_full_time
	input.company.safety_dept_or_fulltime == false
}

fires if {
	input.company.headcount <= figures.on(limit.safety_headcount)
	input.company.safety_dept_or_fulltime == false
	input.company.safety_part_time == false
}

must_be_full_time if input.company.sector_high_hazard
must_be_full_time if large

large if input.company.headcount > figures.on(limit.safety_headcount)

evidence["headcount"] := input.company.headcount
evidence["sector_high_hazard"] := input.company.sector_high_hazard
evidence["safety_dept_or_fulltime"] := input.company.safety_dept_or_fulltime
evidence["safety_part_time"] := input.company.safety_part_time

lines["headcount"] := figures.on(limit.safety_headcount) if large
