# METADATA
# title: 竞业限制对象、期限或补偿不合规
# description: 竞业限制最长 2 年；没接触过秘密的人，条款不生效；没约定补偿的，法院按离职前 12 个月平均工资的 30%（不低于当地最低工资）支持。已约定、但低于 30% 的，不违反这一条，只作提示。范围要和接触的秘密相适应。
# custom:
#   id: EMP-051
#   scope: employee
#   severity: [medium, low]
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S01, article: 第二十三、二十四条}
#     - {source: S26, article: 第十三至十五条}
#     - {source: S27, article: 第三十六条}
#   remedy:
#     - 缩小人员、范围和期限
#     - 约定补偿，按月支付
#     - 离职时书面确认启动或解除
#   evidence: [竞业协议, 工资表]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Defective non-compete in person, term or pay
#     why: A non-compete lasts two years at most; it has no effect on a person who knew no secrets; where no pay was agreed, courts grant 30% of the average wage of the 12 months before leaving, and at least the local minimum wage. Pay that was agreed but is lower breaks no rule and is a prompt only. The scope must fit the secrets known.
#     remedy:
#       - Narrow down persons, scope and term
#       - Agree on pay and pay it each month
#       - On leaving, start or end it in writing
#     evidence: [The non-compete, The payroll]
package risk.employee.noncompete

import data.lib.amounts
import data.lib.figures
import data.risk.employee.figures as limit

applies if input.employee.noncompete_signed

fires if defective
fires if low_pay

severity := "medium" if defective

else := "low"

defective if too_long
defective if input.employee.secret_access == "none"
defective if input.employee.noncompete_pay == null

too_long if input.employee.noncompete_months > figures.on(limit.noncompete_months)

low_pay if {
	input.employee.noncompete_pay != null
	amounts.below(100 * input.employee.noncompete_pay, figures.on(limit.noncompete_pay_share) * input.employee.avg_wage_12m)
}

evidence["noncompete_months"] := input.employee.noncompete_months
evidence["secret_access"] := input.employee.secret_access
evidence["noncompete_pay"] := input.employee.noncompete_pay
evidence["avg_wage_12m"] := input.employee.avg_wage_12m

lines["noncompete_months"] := figures.on(limit.noncompete_months) if too_long
