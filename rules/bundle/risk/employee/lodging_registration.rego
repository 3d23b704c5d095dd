# METADATA
# title: 外籍员工住宿登记超 24 小时
# description: 外籍员工住在酒店以外的地方，入住 24 小时内没有登记。给予警告，可以并处 2 千元以下罚款。住酒店的，由酒店报送。没填登记时间的，算到今天零点。
# custom:
#   id: EMP-081
#   scope: employee
#   severity: medium
#   theme: visa_status
#   basis_kind: law
#   basis:
#     - {source: S04, article: 第三十九、七十六条}
#     - {source: S83, article: 第六条}
#   remedy:
#     - 本人自主申报，或到派出所登记
#     - 员工宿舍安排专人代报
#   evidence: [登记凭证]
#   effort: {days: 1, source: house}
#   lifecycle: stable
#   en:
#     title: Lodging of a foreign employee registered later than 24 hours
#     why: A foreign employee moved into lodgings other than a hotel and was not registered within 24 hours. There is a warning, and a fine of up to CNY 2,000 may be added. Hotels report their guests themselves. Without a time of registration the hours run to midnight before today.
#     remedy:
#       - Have the person register online or at the police station
#       - Put somebody in charge of it in company dormitories
#     evidence: [The registration form]
package risk.employee.lodging_registration

import data.lib.figures
import data.lib.hours
import data.risk.employee.figures as limit

applies if {
	input.employee.nationality != "CN"
	input.employee.location_type == "CN"
	input.employee.checkin_at
}

fires if {
	not input.employee.registered_at
	late(concat("T", [input.as_of, "00:00:00"]))
}

fires if late(input.employee.registered_at)

late(time) if hours.beyond(input.employee.checkin_at, time, figures.on(limit.lodging_hours))

evidence["checkin_at"] := input.employee.checkin_at
evidence["registered_at"] := input.employee.registered_at
