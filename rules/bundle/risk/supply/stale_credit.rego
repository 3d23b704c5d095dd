# METADATA
# title: 主要供应商的资信一年没有复核
# description: 主要供应商（占采购额 5% 以上）的资信超过 365 天没有复核，或者从来没有查过。一年足够让一家厂失信或者停产。365 天这条线是行业经验，不是法律规定。
# custom:
#   id: SCM-014
#   scope: company
#   severity: medium
#   theme: due_diligence
#   basis_kind: house
#   basis:
#     - {source: HOUSE, article: ""}
#     - {source: SPC-DISHONEST, article: ""}
#   remedy: [每年复核一次, 前十大供应商每半年一次, 对失信名单设自动提醒]
#   evidence: [资信报告]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Credit of main suppliers not reviewed for a year
#     why: The credit of main suppliers (5% or more of purchases) was last reviewed more than 365 days ago, or never. A year is long enough for a plant to default or to stop. The 365 days are trade experience, not law.
#     remedy:
#       - Review once a year
#       - Review the ten largest every half-year
#       - Set an alert on the list of dishonest judgment debtors
#     evidence: [Credit reports]
package risk.supply.stale_credit

import data.lib.figures
import data.risk.supply.figures as limit

# null is "never reviewed".
fires if input.company.supplier_credit_review_days == null
fires if input.company.supplier_credit_review_days > figures.on(limit.credit_review_days)

evidence["supplier_credit_review_days"] := input.company.supplier_credit_review_days

lines["supplier_credit_review_days"] := figures.on(limit.credit_review_days)
