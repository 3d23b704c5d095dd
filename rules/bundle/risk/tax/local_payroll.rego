# METADATA
# title: 外派员工超过 183 天没有在当地登记
# description: 有员工在当地停留超过 183 天（多数协定受雇所得条款的线），却没有登记代扣工资税。当地个人所得税和社保都有罚则，还会成为常设机构的证据。
# custom:
#   id: TAX-066
#   scope: presence
#   severity: medium
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: DTT, article: 受雇所得条款(多为第15条)}
#   remedy:
#     - 登记工资税，并补申报
#     - 轮换人员
#     - 保留申请豁免的资料
#   evidence: [签证与出入境记录, 工资单]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Assignee over 183 days without local payroll registration
#     why: An employee stayed there for more than 183 days, the line of most treaties for employment income, and you are not registered to withhold tax on pay. Local income tax and social insurance carry penalties, and it is evidence of a permanent establishment.
#     remedy:
#       - Register for payroll tax and file late
#       - Rotate people
#       - Keep the papers of exemptions applied for
#     evidence: [Visas and entry and exit records, Payslips]
package risk.tax.local_payroll

import data.lib.figures
import data.risk.tax.figures as limit

applies if input.presence.max_stay > 0

fires if {
	input.presence.max_stay > figures.on(limit.assignee_days)
	input.presence.payroll_reg == false
}

evidence["max_stay"] := input.presence.max_stay
evidence["payroll_reg"] := input.presence.payroll_reg

lines["max_stay"] := figures.on(limit.assignee_days)
