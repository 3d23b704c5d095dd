# METADATA
# title: 货运险保得不够
# description: 己方承担运输风险的货没有投保、只保了协会货物条款 (C)，或者保额不到 CIF 价的 110%。(C) 条款不赔偷窃、雨淋等损失；110% 是通行的保额。完全没有投保的为高。这是保险惯例，不是法律规定。
# custom:
#   id: SCM-034
#   scope: company
#   severity: [high, medium]
#   theme: due_diligence
#   basis_kind: practice
#   basis:
#     - {source: INCO2020, article: ""}
#     - {source: ICC-CARGO, article: "cl. 4.5, 4.6, 6, 7"}
#   remedy: [改投 (A) 条款，加战争险和罢工险, 保额按 CIF 价的 110%]
#   evidence: [预约保单]
#   effort: {days: 7, source: house}
#   lifecycle: stable
#   en:
#     title: Cargo insurance thin
#     why: Goods at your risk are not insured, insured on Institute Cargo Clauses (C) only, or for less than 110% of the CIF value. Clauses (C) do not pay for theft, rain and the like; 110% is the custom. No cover at all is high. This is insurance practice, not law.
#     remedy: [Change to clauses (A) with war and strikes cover, Insure for 110% of the CIF value]
#     evidence: [The open policy]
package risk.supply.thin_cargo_cover

import data.lib.figures
import data.risk.supply.figures as limit

fires if input.company.cargo_clause in {"NONE", "C"}
fires if low

low if input.company.insured_ratio < figures.on(limit.insured_value)

severity := "high" if input.company.cargo_clause == "NONE"

else := "medium"

evidence["cargo_clause"] := input.company.cargo_clause
evidence["insured_ratio"] := input.company.insured_ratio

lines["insured_ratio"] := figures.on(limit.insured_value) if low
