# METADATA
# title: 人员在红色（暂勿前往）地区
# description: 外交部对当地的安全风险等级是红色：暂勿前往，已在当地的尽快撤离。按条例，应避免前往和驻留；第三方提供的食宿、交通、医疗费用由本人承担。坚持前往会影响获得协助的实效，这是外交部的提醒用语。
# custom:
#   id: EMP-068
#   scope: employee
#   severity: critical
#   theme: personal_safety
#   basis_kind: law
#   basis:
#     - {source: S34, article: ""}
#     - {source: S33, article: 第十九、二十一、二十六条}
#   remedy:
#     - 停止派出
#     - 启动撤离
#     - 每天向使馆和总部报告
#   evidence: [中国领事服务网截图（带日期）]
#   effort: {days: 2, source: house}
#   lifecycle: stable
#   en:
#     title: Staff in a red area (do not travel)
#     why: "The foreign ministry rates the place red: do not travel, and leave if there. Under the regulation such places are to be avoided, and the person pays for board, transport and medical help given by third parties. That going on regardless may weaken the help received is a wording of the ministry’s notices."
#     remedy:
#       - Stop sending people
#       - Start the evacuation
#       - Report to the embassy and to head office every day
#     evidence: [A dated screenshot of the consular service website]
package risk.employee.red_area

import data.lib.away

applies if away.away

fires if input.derived.row_mfa_level == "red"

evidence["row_mfa_level"] := input.derived.row_mfa_level
evidence["post_country"] := input.employee.post_country
evidence["post_region"] := input.employee.post_region
