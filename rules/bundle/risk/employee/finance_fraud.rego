# METADATA
# title: 财务人员反诈防线缺失
# description: 大额或新账户付款没有线下核实，或者财务人员超过半年没有反诈培训。冒充老板、冒充供应商变更账户，是企业受骗的高发类型。法律要求各单位加强内部防范，并对工作人员开展反诈教育；线下核实和每半年培训一次是本站的建议值，不是法律规定。
# custom:
#   id: EMP-062
#   scope: company
#   severity: high
#   theme: employment
#   basis_kind: house
#   basis:
#     - {source: S08, article: 第八条第三款}
#     - {source: HOUSE, article: ""}
#   remedy:
#     - 双人、双通道核实
#     - 变更账户设 24 小时冷静期
#     - 安装国家反诈中心 APP，并联系反诈专员 96110
#   evidence: [付款 SOP, 培训记录]
#   effort: {days: 10, source: house}
#   lifecycle: stable
#   en:
#     title: Finance staff without anti-fraud controls
#     why: Large payments or payments to new accounts are not checked a second time, or finance staff had no anti-fraud training for more than half a year. Fraudsters often pose as the boss or as a supplier with a new account. The law asks every organisation to guard against fraud and teach its staff; the second check and the half-year are figures of this site, not law.
#     remedy:
#       - Have two people check over two channels
#       - Wait 24 hours before paying to a changed account
#       - Install the national anti-fraud app and contact the anti-fraud officer on 96110
#     evidence: [The payment procedure, Training records]
package risk.employee.finance_fraud

import data.lib.figures
import data.risk.employee.figures as limit

fires if input.company.callback_verify == false
fires if too_long_ago

evidence["callback_verify"] := input.company.callback_verify
evidence["antifraud_training_months_ago"] := input.company.antifraud_training_months_ago

lines["antifraud_training_months_ago"] := figures.on(limit.antifraud_training_months) if too_long_ago

too_long_ago if input.company.antifraud_training_months_ago > figures.on(limit.antifraud_training_months)
