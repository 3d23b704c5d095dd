# METADATA
# title: 留学生未加注即实习、兼职
# description: 持学习类居留证件的外国人在您这里实习或兼职，居留证件上却没有加注。这属于非法就业。
# custom:
#   id: EMP-083
#   scope: employee
#   severity: high
#   theme: visa_status
#   basis_kind: law
#   basis:
#     - {source: S06, article: 第二十二条}
#     - {source: S04, article: 第四十三条(三)、第八十条}
#   remedy:
#     - 停止实习
#     - 经学校同意后，到出入境部门加注
#   evidence: [居留证件加注页]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Student working without the annotation
#     why: A foreigner with a residence permit for study works for you as an intern or part-time, and the permit carries no annotation for it. That is illegal employment.
#     remedy:
#       - Stop the internship
#       - Have the permit annotated once the school agrees
#     evidence: [The annotated page of the permit]
package risk.employee.student_intern

import data.lib.employed_here

applies if {
	employed_here.foreigner
	input.employee.cn_residence_permit_type == "study"
}

fires if input.employee.study_annotated == false

evidence["cn_residence_permit_type"] := input.employee.cn_residence_permit_type
evidence["study_annotated"] := input.employee.study_annotated
