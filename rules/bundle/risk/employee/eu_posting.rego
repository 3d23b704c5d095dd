# METADATA
# title: 欧盟派遣未备案，或超 12 个月
# description: 派到欧盟国家，没有做派遣备案；或者超过 12 个月没有延期通知；或者已超过 18 个月。指令约束设在成员国的企业的跨境派遣，非欧盟企业不得享受更优待遇，各国可以扩大适用。满 12 个月后，东道国的劳动条件几乎全部适用，说明理由可延到 18 个月；12 和 18 个月这两个数，本站没有核对原文。
# custom:
#   id: EMP-030
#   scope: employee
#   severity: high
#   theme: visa_status
#   basis_kind: law
#   basis:
#     - {source: S54, article: (EU) 2018/957}
#     - {source: S54, article: 96/71/EC 第1条第4款、第3条第1a款}
#   remedy:
#     - 补做备案
#     - 按东道国薪酬补足差额
#     - 评估转成当地合同
#   evidence: [备案回执, A1 或参保证明]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: EU posting not notified or beyond 12 months
#     why: The person is posted to an EU country without notification, for more than 12 months without an extension notice, or for more than 18. The directive covers companies of member states; others may not be treated better, and states may extend it. After 12 months nearly all working conditions of the host apply, after 18 with a reasoned notice; this site has not checked these two figures in the text.
#     remedy:
#       - Notify the posting late
#       - Make up the difference to host pay
#       - See whether a local contract fits better
#     evidence: [The receipt of the notification, The A1 or coverage certificate]
package risk.employee.eu_posting

import data.lib.figures
import data.risk.employee.figures as limit

applies if {
	input.employee.post_country
	input.country.employee.eu
	input.employee.activity != "meeting"
}

fires if input.employee.eu_notified == false

fires if {
	input.employee.posting_months > figures.on(limit.eu_long_posting)
	input.employee.extension_notice == false
}

fires if input.employee.posting_months > figures.on(limit.eu_longest_posting)

evidence["eu_notified"] := input.employee.eu_notified
evidence["posting_months"] := input.employee.posting_months
evidence["extension_notice"] := input.employee.extension_notice

lines["posting_months"] := figures.on(limit.eu_longest_posting) if input.employee.posting_months > figures.on(limit.eu_longest_posting)

else := figures.on(limit.eu_long_posting) if input.employee.posting_months > figures.on(limit.eu_long_posting)
