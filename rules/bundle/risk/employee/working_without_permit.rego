# METADATA
# title: 无工作许可已上岗
# description: 持居留等其他身份，没有拿到工作许可就上岗，同样是非法就业；申请还没批下来的也算。持商务、旅游、免签或落地签的，由另一条规则提示，不重复计分。
# custom:
#   id: EMP-021
#   scope: employee
#   severity: critical
#   theme: visa_status
#   basis_kind: law
#   basis:
#     - {source: HOST, article: ""}
#   score_with: unlawful_work
#   remedy:
#     - 停工待批
#     - 核查豁免条件
#   evidence: [许可申请回执]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: On the job without a work permit
#     why: Work on residence or another status without a work permit is illegal employment too, also while an application is pending. Business, tourist, visa-free and on-arrival status has a rule of its own and is not scored twice.
#     remedy:
#       - Stop work until the permit is granted
#       - Check whether an exemption applies
#     evidence: [The receipt of the permit application]
package risk.employee.working_without_permit

applies if {
	input.employee.location_type == "abroad"
	input.employee.nationality != input.employee.post_country
}

fires if {
	input.employee.work_permit_status in {"none", "applied"}
	input.employee.activity in {"hands_on_work", "construction", "management"}
	not input.employee.visa_type in {"tourist", "visa_free", "voa", "business"}
}

evidence["work_permit_status"] := input.employee.work_permit_status
evidence["activity"] := input.employee.activity
evidence["visa_type"] := input.employee.visa_type
