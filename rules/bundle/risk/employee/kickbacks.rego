# METADATA
# title: 采购、销售回扣防控缺失
# description: 礼品回扣申报、供应商廉洁承诺、关键岗位轮岗三项，做到的不足两项。员工收受贿赂最高可判无期徒刑；员工行贿，推定是单位的行为；2025 年修订后，收受贿赂也被禁止。“三项做到两项”是本站的建议值，不是法律规定。
# custom:
#   id: EMP-060
#   scope: company
#   severity: high
#   theme: employment
#   basis_kind: house
#   basis:
#     - {source: S07, article: 第一百六十三、一百六十四条}
#     - {source: S28, article: 第八条（2019 年文本为第七条）}
#     - {source: HOUSE, article: ""}
#   remedy:
#     - 建申报台账
#     - 签廉洁协议
#     - 关键岗位 2 至 3 年轮换
#   evidence: [制度, 承诺书]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: No control over kickbacks in buying and selling
#     why: "Fewer than two of three controls are in place: a gift and kickback register, supplier pledges, rotation in key posts. Taking bribes as an employee can mean life in prison; a bribe paid by an employee counts as the company’s; since the 2025 revision taking bribes is forbidden too. Two of three is a figure of this site, not law."
#     remedy:
#       - Keep a register of gifts
#       - Sign integrity agreements
#       - Rotate key posts every two to three years
#     evidence: [The rules, Pledges]
package risk.employee.kickbacks

import data.lib.figures
import data.risk.employee.figures as limit

fires if input.company.antibribery_controls < figures.on(limit.antibribery_controls)

evidence["antibribery_controls"] := input.company.antibribery_controls

lines["antibribery_controls"] := figures.on(limit.antibribery_controls)
