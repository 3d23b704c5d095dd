# METADATA
# title: 出境前未完成安全与岗位培训
# description: 没有培训不得派出。没有做过出境前培训，或者培训晚于派出日期，都算没有完成。劳务企业拒不改正，罚 5 万至 10 万元；承包单位罚 10 万至 20 万元。
# custom:
#   id: EMP-008
#   scope: employee
#   severity: high
#   theme: personal_safety
#   basis_kind: law
#   basis:
#     - {source: S02, article: 第十二、四十二条}
#     - {source: S03, article: 第十三、二十条}
#     - {source: S30, article: 第五条}
#   remedy:
#     - 暂停派出
#     - 补训（法律、安全、宗教习俗、反诈、应急）
#     - 留存考核记录
#   evidence: [培训签到, 课件, 考核]
#   effort: {days: 7, source: house}
#   lifecycle: stable
#   en:
#     title: No pre-departure training
#     why: Nobody may be sent out untrained. No training before departure, or training after the day of departure, counts as missing. A labour-cooperation company that does not correct it pays CNY 50,000 to 100,000; a contractor pays CNY 100,000 to 200,000.
#     remedy:
#       - Put the posting on hold
#       - Make up the training (law, safety, religion and customs, fraud, emergencies)
#       - Keep the test records
#     evidence: [Attendance sheets, Training material, Tests]
package risk.employee.departure_training

applies if input.employee.location_type == "abroad"
applies if input.employee.planned_departure

fires if input.employee.pretrip_training_date == null
fires if input.employee.pretrip_training_date > input.employee.posting_start

fires if {
	not input.employee.posting_start
	input.employee.pretrip_training_date > input.employee.planned_departure
}

evidence["pretrip_training_date"] := input.employee.pretrip_training_date
evidence["posting_start"] := input.employee.posting_start
evidence["planned_departure"] := input.employee.planned_departure if not input.employee.posting_start

lines["pretrip_training_date"] := input.employee.posting_start
lines["pretrip_training_date"] := input.employee.planned_departure if not input.employee.posting_start
