# METADATA
# title: 代理型常设机构
# description: 没有在当地设公司，当地的人员或代理人却经常替公司签合同，或者实质促成合同，又没有处理。后果与其他常设机构一样：利润要在当地缴税，增值税和工资税也会跟着来。
# custom:
#   id: TAX-065
#   scope: presence
#   severity: high
#   theme: permanent_establishment
#   basis_kind: law
#   basis:
#     - {source: DTT, article: 第5条第5、6款}
#     - {source: OECDPE, article: ""}
#   remedy:
#     - 限制签约权限
#     - 改为买断经销或独立代理
#     - 登记申报
#   evidence: [授权书, 邮件, 佣金协议]
#   effort: {days: 45, source: house}
#   lifecycle: stable
#   en:
#     title: Dependent agent is a permanent establishment
#     why: Without a local company, people or agents there regularly sign contracts for you or bring them about in substance, and nothing was done about it. As with any permanent establishment the profit is taxed there, and VAT and payroll tax come with it.
#     remedy:
#       - Limit the power to sign
#       - Turn to distributors who buy, or to independent agents
#       - Register and file
#     evidence: [Powers of attorney, E-mails, Commission agreements]
package risk.tax.dependent_agent

applies if input.presence.form in {"none", "rep_office"}

fires if {
	input.presence.agent
	input.presence.pe_handled == false
}

evidence["agent"] := input.presence.agent
evidence["pe_handled"] := input.presence.pe_handled
