# METADATA
# title: 固定场所型常设机构
# description: 没有在当地设公司，却通过固定场所做超出准备性、辅助性的生意，也没有处理。归属于它的利润要在当地缴企业所得税，增值税和工资税也会跟着来。
# custom:
#   id: TAX-062
#   scope: presence
#   severity: high
#   theme: permanent_establishment
#   basis_kind: law
#   basis:
#     - {source: DTT, article: 第5条第1—4款}
#     - {source: OECDPE, article: ""}
#   score_with: host_establishment
#   remedy:
#     - 取得当地关于常设机构的专业意见
#     - 登记申报，或改设子公司
#     - 收窄当地的职能，并留痕
#   evidence: [租约, 人员名单, 活动描述]
#   effort: {days: 45, source: house}
#   lifecycle: stable
#   en:
#     title: Fixed place of business is a permanent establishment
#     why: Without a local company you do more than preparatory or auxiliary work at a fixed place there, and nothing was done about it. The profit belonging to it is taxed there, and VAT and payroll tax come with it.
#     remedy:
#       - Obtain a local opinion on the permanent establishment
#       - Register and file, or set up a subsidiary
#       - Narrow what is done there and keep proof
#     evidence: [The lease, The list of people, A description of the activity]
package risk.tax.fixed_place

applies if input.presence.form in {"none", "rep_office"}

fires if {
	input.presence.fixed_place
	input.presence.aux_only == false
	input.presence.pe_handled == false
}

evidence["fixed_place"] := input.presence.fixed_place
evidence["aux_only"] := input.presence.aux_only
evidence["pe_handled"] := input.presence.pe_handled
