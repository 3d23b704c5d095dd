# METADATA
# title: 境外工伤保障断档
# description: 派到境外的本公司员工，当地工伤险和国内工伤险都没有。依当地法律必须参加的，参加当地的，国内关系中止；不能参加的，国内的不中止。两头都没有，出了工伤就由单位按标准自己付。
# custom:
#   id: EMP-037
#   scope: employee
#   severity: high
#   theme: personal_safety
#   basis_kind: law
#   basis:
#     - {source: S15, article: 第四十四、六十二条}
#   remedy:
#     - 查清当地是不是强制参加
#     - 两样里补上一样
#     - 加投雇主责任险
#   evidence: [参保证明]
#   effort: {days: 10, source: house}
#   lifecycle: stable
#   en:
#     title: Work-injury gap abroad
#     why: A posted employee of the company has neither local nor Chinese work-injury insurance. Where the host makes it compulsory the person joins there and the Chinese cover is suspended; otherwise the Chinese cover goes on. With neither, the employer itself pays for an injury by the statutory scale.
#     remedy:
#       - Find out whether the host makes it compulsory
#       - Take out one of the two
#       - Add employer liability insurance
#     evidence: [Proof of insurance]
package risk.employee.work_injury

applies if {
	input.employee.location_type == "abroad"
	input.employee.employer_entity == "CN_parent"
}

fires if {
	not "local_work_injury" in input.employee.insurance
	not "cn_work_injury" in input.employee.insurance
}

evidence["insurance"] := input.employee.insurance
