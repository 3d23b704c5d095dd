# METADATA
# title: 员工数据防泄漏控制不足
# description: 网络日志要保存不少于 6 个月，员工信息泄露要立即补救并通知。日志保存不够、外发和 U 盘没有限制、没有泄露预案，有一项就提示。出售员工信息，可能构成刑法第二百五十三条之一的犯罪。
# custom:
#   id: EMP-058
#   scope: company
#   severity: medium
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S43, article: 第二十三条(三)(2025 年修正;2016 年文本为第二十一条)}
#     - {source: S12, article: 第五十七条}
#     - {source: S07, article: 第二百五十三条之一}
#   remedy:
#     - 把日志留存延长到 6 个月以上
#     - 部署外发控制
#     - 制定通知模板
#   evidence: [日志截图, 预案]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Weak control over leaks of staff data
#     why: Network logs are to be kept for six months or more, and a leak of staff data calls for action and notice at once. One gap is enough, be it short logs, no limit on sending out and USB drives, or no plan for a leak. Selling staff data can be a crime under article 253-1 of the Criminal Law.
#     remedy:
#       - Keep logs for six months or more
#       - Control what is sent out
#       - Prepare templates of the notice
#     evidence: [Screenshots of the logs, The plan]
package risk.employee.data_leak

import data.lib.figures
import data.risk.employee.figures as limit

fires if too_short
fires if input.company.dlp == false
fires if input.company.breach_plan == false

evidence["log_months"] := input.company.log_months
evidence["dlp"] := input.company.dlp
evidence["breach_plan"] := input.company.breach_plan

lines["log_months"] := figures.on(limit.network_log_months) if too_short

too_short if input.company.log_months < figures.on(limit.network_log_months)
