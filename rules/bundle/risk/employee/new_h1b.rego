# METADATA
# title: 新 H-1B 申请的 10 万美元附加费
# description: 打算为在美国境外的员工新申请 H-1B。2025 年 9 月 21 日起的公告，要求这类申请另付 10 万美元，为期 12 个月；2026 年 9 月 21 日以后是否延续，本站没有核实，要请移民律师看。
# custom:
#   id: EMP-028
#   scope: company
#   severity: medium
#   theme: visa_status
#   basis_kind: law
#   basis:
#     - {source: S61, article: ""}
#   effective_from: "2025-09-21"
#   remedy:
#     - 核实公告现在还有没有效
#     - 评估改用 L-1
#   evidence: [移民律师意见]
#   effort: {days: 15, source: house}
#   lifecycle: draft
#   en:
#     title: USD 100,000 charge on new H-1B petitions
#     why: A new H-1B is planned for staff outside the United States. A proclamation asks for USD 100,000 with such a petition from 21 September 2025, for 12 months; whether it goes on after 21 September 2026 is not known to this site, so an immigration lawyer has to look.
#     remedy:
#       - Find out whether the proclamation is still in force
#       - See whether an L-1 would do
#     evidence: [Advice of an immigration lawyer]
package risk.employee.new_h1b

import data.lib.figures
import data.risk.employee.figures as limit

fires if input.company.new_h1b_planned

manual if input.as_of > figures.on(limit.h1b_charge_until)

evidence["new_h1b_planned"] := input.company.new_h1b_planned
