# METADATA
# title: 聘用无工作许可或居留证件的外国人
# description: 在华聘用的外籍员工，没有工作许可，或者居留证件不是工作类。个人罚 5 千至 2 万元；单位每非法聘用一人罚 1 万元，总额不超过 10 万元，并没收违法所得。持永久居留身份证的，以及学习类居留已加注实习的，不在此列。
# custom:
#   id: EMP-078
#   scope: employee
#   severity: critical
#   theme: visa_status
#   basis_kind: law
#   basis:
#     - {source: S04, article: 第四十一、四十三、八十条}
#   remedy:
#     - 停止用工
#     - 5 个工作日内启动许可申请
#     - 补不上的，终止聘用
#   evidence: [工作许可证, 居留证件]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Foreigner employed without a work or residence permit
#     why: A foreigner employed in China has no work permit, or a residence permit that is not for work. The person pays CNY 5,000 to 20,000; the company pays CNY 10,000 for each such person, CNY 100,000 at most, and loses the gain. Permanent residents and students whose permit is annotated are not meant.
#     remedy:
#       - Stop the work
#       - Start the permit application within 5 working days
#       - End the employment where it cannot be made up
#     evidence: [The work permit, The residence permit]
package risk.employee.foreigner_permit

import data.lib.employed_here

applies if {
	employed_here.foreigner
	not input.employee.permanent_resident
	not student_annotated
}

fires if input.employee.cn_work_permit == false
fires if input.employee.cn_residence_permit_type != "work"

student_annotated if {
	input.employee.cn_residence_permit_type == "study"
	input.employee.study_annotated
}

evidence["cn_work_permit"] := input.employee.cn_work_permit
evidence["cn_residence_permit_type"] := input.employee.cn_residence_permit_type
evidence["study_annotated"] := input.employee.study_annotated if input.employee.cn_residence_permit_type == "study"
