# METADATA
# title: 持商务、旅游或免签身份实际务工
# description: 在境外实际干活，身份却不允许工作。后果是遣返、罚款、禁止入境；回国后 6 个月至 3 年不签发护照，企业被列入黑名单。
# custom:
#   id: EMP-020
#   scope: employee
#   severity: critical
#   theme: visa_status
#   basis_kind: law
#   basis:
#     - {source: S04, article: 第十二条(四)}
#     - {source: S05, article: 第十四条}
#     - {source: S02, article: 第八条}
#     - {source: S63, article: ""}
#     - {source: S60, article: ""}
#   score_with: unlawful_work
#   remedy:
#     - 立即停止现场作业
#     - 改办工作签或短期豁免备案
#     - 复盘邀请函与实际活动是否一致
#   evidence: [签证页, 项目日报, 邀请函]
#   effort: {days: 25, source: house}
#   lifecycle: stable
#   en:
#     title: Working on business, tourist or visa-free status
#     why: The person works abroad on a status that does not allow work. It means removal, fines and an entry ban; no passport for six months to three years after return; the company may be blacklisted.
#     remedy:
#       - Stop the work on site at once
#       - Change to a work visa or file for the short-term exemption
#       - Check the invitation letter against what is really done
#     evidence: [The visa page, Site diaries, The invitation letter]
package risk.employee.working_on_visit

applies if input.employee.location_type == "abroad"

fires if {
	input.employee.visa_type in {"tourist", "visa_free", "voa", "business"}
	input.employee.activity in {"hands_on_work", "construction", "management"}
	not exempt
}

exempt if {
	input.employee.work_permit_status == "exempt"
	input.employee.exempt_notice_filed
}

evidence["visa_type"] := input.employee.visa_type
evidence["activity"] := input.employee.activity
evidence["work_permit_status"] := input.employee.work_permit_status
