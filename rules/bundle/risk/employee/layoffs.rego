# METADATA
# title: 裁员未提前 30 日说明或未报告
# description: 裁 20 人以上，或者裁到职工总数的 10% 以上，要提前 30 日向工会或全体职工说明，并向人社部门报告。缺一样就是程序违法，按违法解除算，要付双倍赔偿，还容易闹成群体事件。
# custom:
#   id: EMP-047
#   scope: company
#   severity: high
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S01, article: 第四十一、八十七条}
#   remedy:
#     - 补齐程序再实施
#     - 列出优先留用的人员
#     - 提前和属地派出所沟通
#   evidence: [说明会记录, 报告回执]
#   effort: {days: 40, source: house}
#   lifecycle: stable
#   en:
#     title: Redundancy without 30 days’ notice or report
#     why: To make 20 people or more, or 10% of the staff or more, redundant, the company explains it to the union or all staff 30 days ahead and reports to the labour authority. If either is missing the dismissals are unlawful, which doubles the compensation, and unrest is near.
#     remedy:
#       - Complete the procedure before anybody goes
#       - List those to be kept first
#       - Speak with the local police station early
#     evidence: [Minutes of the meeting, The receipt of the report]
package risk.employee.layoffs

import data.lib.figures
import data.risk.employee.figures as limit

applies if input.company.layoff_count > 0

fires if {
	large
	input.company.notice_30d == false
}

fires if {
	large
	input.company.reported_hrss == false
}

large if input.company.layoff_count >= figures.on(limit.layoff_people)
large if 100 * input.company.layoff_count >= figures.on(limit.layoff_share) * input.company.headcount

evidence["layoff_count"] := input.company.layoff_count
evidence["headcount"] := input.company.headcount
evidence["notice_30d"] := input.company.notice_30d
evidence["reported_hrss"] := input.company.reported_hrss
