# METADATA
# title: 财务室、保险柜、印鉴管理薄弱
# description: 防盗门、监控、保险柜双人管理、现金限额、印鉴分管五项，做到的不足四项。重要物品的使用保管制度是法定内容；“五项做到四项”是本站的建议值。
# custom:
#   id: EMP-087
#   scope: company
#   severity: medium
#   theme: employment
#   basis_kind: house
#   basis:
#     - {source: S10, article: 第八条(三)、第十四条}
#     - {source: HOUSE, article: ""}
#   remedy:
#     - 整改技防设施
#     - 现金按限额存放
#     - 印鉴分管，领用登记
#   evidence: [现场照片, 制度]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Weak control of finance room, safe and seals
#     why: "Fewer than four of five are in place: a security door, cameras, a safe opened by two, a cash limit, seals kept apart. Rules on the use and keeping of important things are asked for by law; four of five is a figure of this site."
#     remedy:
#       - Improve the technical protection
#       - Keep no more cash than the limit
#       - Keep seals apart and log their use
#     evidence: [Photos of the room, The rules]
package risk.employee.finance_room

import data.lib.figures
import data.risk.employee.figures as limit

fires if input.company.finance_room_score < figures.on(limit.finance_room_points)

evidence["finance_room_score"] := input.company.finance_room_score

lines["finance_room_score"] := figures.on(limit.finance_room_points)
