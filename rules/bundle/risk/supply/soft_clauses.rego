# METADATA
# title: 信用证有软条款
# description: 收到的信用证里有软条款。付不付款取决于申请人单方的行为，信用证就不再是独立的付款保证；正本提单直寄申请人，等于先放货后收款。正本提单直寄，或者软条款达到 3 条的，为严重。哪些算软条款是实务说法，不是法律规定。
# custom:
#   id: SCM-025
#   scope: company
#   severity: [critical, high]
#   theme: due_diligence
#   basis_kind: practice
#   basis:
#     - {source: UCP600, article: "Art. 2-5, 8, 14-16"}
#     - {source: LC-SOFT, article: ""}
#     - {source: SPC-LC, article: 第八条}
#   remedy: [装运之前要求改证, 检验改由第三方机构做, 不接受提单直寄；没改证就不出运]
#   evidence: [信用证全文（MT700、MT707）]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Letter of credit with soft clauses
#     why: The letter of credit holds soft clauses. Payment then hangs on what the applicant alone does, and the credit is no independent promise any more; sending an original bill of lading straight to the applicant hands over the goods first. With that clause, or three soft clauses or more, it is critical. What counts as soft follows practice, not law.
#     remedy:
#       - Have the credit amended before shipment
#       - Have a third party do the inspection
#       - Refuse originals sent to the applicant; do not ship until the credit is amended
#     evidence:
#       - The full text of the credit, MT700 and MT707
package risk.supply.soft_clauses

import data.lib.figures
import data.risk.supply.figures as limit

fires if input.company.lc_soft_count >= 1

severity := "critical" if input.company.original_bl_direct

else := "critical" if many

else := "high"

many if input.company.lc_soft_count >= figures.on(limit.soft_clauses_critical)

evidence["lc_soft_count"] := input.company.lc_soft_count
evidence["original_bl_direct"] := input.company.original_bl_direct

lines["lc_soft_count"] := figures.on(limit.soft_clauses_critical) if many
