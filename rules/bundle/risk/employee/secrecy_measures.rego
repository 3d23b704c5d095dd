# METADATA
# title: 未采取合理保密措施
# description: 有商业秘密，但密级标识、权限控制、离职清退、外发审批四项里，做到的不足三项。采取了保密措施，才谈得上商业秘密；《商业秘密保护规定》2026 年 6 月 1 日起施行。“四项做到三项”是本站的建议值，不是法律规定。
# custom:
#   id: EMP-052
#   scope: company
#   severity: high
#   theme: employment
#   basis_kind: house
#   basis:
#     - {source: S28, article: 第十条}
#     - {source: S29, article: ""}
#     - {source: HOUSE, article: ""}
#   remedy:
#     - 补齐四项措施
#     - 列出分级清单
#     - 留好证据
#   evidence: [制度, 系统日志, 标识样本]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: No reasonable secrecy measures
#     why: "There are trade secrets, but fewer than three of four measures: labels, access control, return on leaving, approval of sending out. Without measures there is no trade secret in law; the rules on protecting trade secrets are in force from 1 June 2026. Three of four is a figure of this site, not law."
#     remedy:
#       - Complete the four measures
#       - List the secrets by level
#       - Keep proof
#     evidence: [The rules, System logs, Samples of labels]
package risk.employee.secrecy_measures

import data.lib.figures
import data.risk.employee.figures as limit

applies if input.company.has_trade_secret

fires if input.company.secret_measures_count < figures.on(limit.secret_measures)

evidence["secret_measures_count"] := input.company.secret_measures_count

lines["secret_measures_count"] := figures.on(limit.secret_measures)
