# METADATA
# title: 离职人员账号权限未及时回收
# description: 人已离职，账号和系统权限还没收回，或者离职 24 小时以后才收回。这段时间最容易拷走资料。24 小时是本站的内控建议值，不是法律规定。
# custom:
#   id: EMP-054
#   scope: employee
#   severity: high
#   theme: employment
#   basis_kind: house
#   basis:
#     - {source: S28, article: 第十条}
#     - {source: S12, article: 第五十一条}
#     - {source: HOUSE, article: ""}
#   remedy:
#     - 马上停用账号
#     - 收回设备和门禁卡
#     - 查一遍这段时间的外发记录
#   evidence: [账号日志, 离职清单]
#   effort: {days: 2, source: house}
#   lifecycle: stable
#   en:
#     title: Access of a leaver not taken back in time
#     why: The person has left, and accounts and access were not taken back, or only after 24 hours. That is when files are most easily copied. The 24 hours are a figure of this site for good control, not law.
#     remedy:
#       - Disable the accounts at once
#       - Take back devices and door cards
#       - Go through what was sent out meanwhile
#     evidence: [Account logs, The leaving checklist]
package risk.employee.leaver_access

import data.lib.figures
import data.lib.hours
import data.risk.employee.figures as limit

applies if input.employee.left_at

fires if not input.employee.access_revoked_at
fires if hours.beyond(input.employee.left_at, input.employee.access_revoked_at, figures.on(limit.access_hours))

evidence["left_at"] := input.employee.left_at
evidence["access_revoked_at"] := input.employee.access_revoked_at
