# METADATA
# title: 劳务派遣超过用工总量 10%
# description: 派遣人数超过用工总量的 10%；用工总量是派遣人数加劳动合同人数。要限期改正，逾期不改的，每人罚 5 千至 1 万元。
# custom:
#   id: EMP-045
#   scope: company
#   severity: high
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S25, article: 第四条}
#     - {source: S01, article: 第六十六、九十二条}
#   remedy:
#     - 转为直接签劳动合同
#     - 业务外包必须真实
#     - 制定降低比例的方案
#   evidence: [用工名册, 派遣协议]
#   effort: {days: 90, source: house}
#   lifecycle: stable
#   en:
#     title: More than 10% of staff are dispatched workers
#     why: Dispatched workers are more than 10% of all staff, counted as dispatched workers and contract staff together. It must be corrected in time; after that the fine is CNY 5,000 to 10,000 a person.
#     remedy:
#       - Give dispatched workers contracts of your own
#       - Outsource only work that is truly outsourced
#       - Plan how to bring the share down
#     evidence: [The staff register, Dispatch agreements]
package risk.employee.dispatch_share

import data.lib.figures
import data.risk.employee.figures as limit

fires if {
	input.company.dispatch_count > 0
	100 * input.company.dispatch_count > figures.on(limit.dispatch_share) * (input.company.dispatch_count + input.company.contract_count)
}

evidence["dispatch_count"] := input.company.dispatch_count
evidence["contract_count"] := input.company.contract_count
