# METADATA
# title: 大型企业对中小供应商付款过慢
# description: 大型企业采购，原则上自交付起 60 日内要向中小企业付款；约定更长须合乎行业规范并且合理，约定从验收合格或确认结算起算的从其约定。收到第三方款项再付款的“背靠背”条款被明令禁止。超过 60 日不一定违法，这里提示核查；滥用优势地位拖欠还受反不正当竞争法规制。
# custom:
#   id: SCM-016
#   scope: company
#   severity: medium
#   theme: due_diligence
#   basis_kind: law
#   basis:
#     - {source: SME-PAY, article: 第九条、第十条}
#     - {source: AUCL-2025, article: 第15条}
#   remedy: [改为交付后 60 日内付款, 删去收到第三方款项后再付款的条款]
#   evidence: [合同付款条款, 企业规模类型证明]
#   effort: {days: 30, source: house}
#   effective_from: "2025-06-01"
#   lifecycle: stable
#   en:
#     title: Large enterprise pays small suppliers late
#     why: A large enterprise must in principle pay small and medium suppliers within 60 days of delivery; a longer term must follow the custom of the trade and be reasonable, and the parties may agree to count from acceptance or confirmed settlement. "Pay when paid" clauses are forbidden. More than 60 days is not always unlawful, so check it; delay by abuse of a dominant position also falls under the law against unfair competition.
#     remedy: [Pay within 60 days of delivery, Delete clauses that make payment wait for a third party's payment]
#     evidence: [Payment terms of contracts, Proof of the size class of the enterprise]
package risk.supply.late_payment

import data.lib.figures
import data.risk.supply.figures as limit

applies if input.company.company_size == "large"

fires if late
fires if input.company.back_to_back_clause

late if input.company.sme_pay_days > figures.on(limit.sme_pay_days)

evidence["sme_pay_days"] := input.company.sme_pay_days
evidence["back_to_back_clause"] := input.company.back_to_back_clause

lines["sme_pay_days"] := figures.on(limit.sme_pay_days) if late
