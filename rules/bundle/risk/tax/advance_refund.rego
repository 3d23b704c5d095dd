# METADATA
# title: 海外仓预退税没有核算
# description: 9810 预退税的核算期（办结次月 1 日到次年 4 月 30 日）已满，还有没核算的税额。逾期的预退税会被追回，等实际销售之后再申报。
# custom:
#   id: TAX-040
#   scope: company
#   severity: medium
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: G2025-3, article: ""}
#     - {source: STA2026-5, article: ""}
#   remedy:
#     - 按报关单项号做销售核算并调整
#     - 已售和未售分别申报
#     - 建立海外仓月度对账
#   evidence: [预退税申报明细（HWC-YT）, 海外仓进销存, 平台结算单]
#   deadline: {zh: 次年 4 月 30 日前核算, en: Reconcile by 30 April of the following year, month_day: "04-30", missed: true}
#   effort: {days: 15, source: house}
#   effective_from: "2025-01-27"
#   lifecycle: stable
#   en:
#     title: Advance refund for an overseas warehouse not reconciled
#     why: The period for reconciling an advance refund under 9810 (from the first of the next month to 30 April of the following year) is over and some of it is still open. It is taken back, and you claim again once the goods are really sold.
#     remedy:
#       - Reconcile sales by item of the declaration and adjust
#       - Declare sold and unsold goods apart
#       - Reconcile the warehouse each month
#     evidence: [Advance refund details (HWC-YT), Stock records of the warehouse, Platform settlements]
package risk.tax.advance_refund

applies if {
	input.company.exporter
	input.company.mode_9810
}

fires if input.company.prerefund_open > 0

evidence["prerefund_open"] := input.company.prerefund_open
