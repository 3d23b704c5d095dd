# METADATA
# title: 取消退税的商品还在按退税处理
# description: 已经取消出口退税的商品，还在申报退税，或者没有计提销项税。取消退（免）税的出口要照章征税；2026 年 4 月起光伏、电池等一批产品已经取消。
# custom:
#   id: TAX-042
#   scope: company
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: MOF2026-11, article: 征税情形第1项}
#     - {source: PV2026, article: ""}
#   remedy:
#     - 按出口日期匹配退税率文库
#     - 更正申报并补缴
#     - 重新报价
#   evidence: [退税率文库版本, 报关 HS 编码]
#   effort: {days: 10, source: house}
#   lifecycle: stable
#   en:
#     title: Refund claimed on goods whose refund was cancelled
#     why: Goods whose export refund was cancelled are still claimed, or no output tax is booked on them. Such exports are taxed; solar, battery and other products lost the refund from April 2026.
#     remedy:
#       - Match the refund rate library by export date
#       - Correct the returns and pay the difference
#       - Quote new prices
#     evidence: [The version of the refund rate library, HS codes on the declarations]
package risk.tax.cancelled_refund

applies if input.company.exporter

fires if input.company.cancelled_goods_claim

evidence["cancelled_goods_claim"] := input.company.cancelled_goods_claim
