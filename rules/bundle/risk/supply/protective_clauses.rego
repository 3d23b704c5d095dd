# METADATA
# title: 缺少不可抗力、退出或关税变动条款
# description: 主要合同里，不可抗力、制裁和出口管制退出、关税变动分担这三条，有的不到两条。2026 年美国关税几次改变，海峡封航也发生过。不可抗力（第590条）不包括单纯的关税变动，后者属情势变更（第533条）；没有条款时，成本多由卖方承担。“三条要有两条”是实务做法，不是法律规定。
# custom:
#   id: SCM-024
#   scope: company
#   severity: medium
#   theme: due_diligence
#   basis_kind: practice
#   basis:
#     - {source: CIVIL-CODE, article: 第533、590条}
#     - {source: CISG, article: Art. 79}
#     - {source: US-TARIFF26, article: ""}
#     - {source: HORMUZ26, article: ""}
#   remedy: [补上不可抗力条款，写进封航和许可被拒, 补上关税变动的分担公式, 补上许可不获批时的无责退出]
#   evidence: [合同条款]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Force majeure, exit or tariff clauses missing
#     why: "Main contracts hold fewer than two of three clauses: force majeure, exit on sanctions or export control, and sharing of tariff changes. In 2026 US duties changed several times and straits were closed. Force majeure (article 590) does not cover a mere change of duties, which falls under change of circumstances (article 533); without a clause the seller mostly bears the cost. Two of three is practice, not law."
#     remedy:
#       - Add force majeure, with closed straits and refused licences
#       - Add a formula that shares tariff changes
#       - Add an exit without liability where a licence is refused
#     evidence: [The contract clauses]
package risk.supply.protective_clauses

import data.lib.figures
import data.risk.supply.figures as limit

fires if input.company.protective_clauses < figures.on(limit.protective_clauses_needed)

evidence["protective_clauses"] := input.company.protective_clauses

lines["protective_clauses"] := figures.on(limit.protective_clauses_needed)
