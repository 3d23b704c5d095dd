# METADATA
# title: 出口货款没有按期收回
# description: 已经申报退（免）税的货，到报关出口次年 4 月 30 日还没收汇，既不属于视同收汇，也不是合同约定更晚（不超过 36 个月）收汇。已退（免）的税款要缴回。
# custom:
#   id: TAX-032
#   scope: company
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: STA2026-5, article: 第48条}
#     - {source: MOF2026-11, article: ""}
#   remedy:
#     - 逐票匹配收汇
#     - 符合清单的，留存举证，按视同收汇处理
#     - 其余的主动缴回，收汇后再申报
#   evidence: [收汇水单, 《出口业务收汇情况表》, 视同收汇举证材料]
#   deadline: {zh: 报关出口次年 4 月 30 日前收汇, en: Collect by 30 April of the year after export, month_day: "04-30", missed: true}
#   effort: {days: 20, source: house}
#   effective_from: "2026-01-01"
#   lifecycle: stable
#   en:
#     title: Export proceeds not collected in time
#     why: Goods claimed for refund or exemption were still unpaid on 30 April of the year after export; they do not count as collected by rule, and the contract does not set a later day (36 months at most). The tax refunded or exempted must be paid back.
#     remedy:
#       - Match payments shipment by shipment
#       - Where the list of reasons applies, keep the proof and treat it as collected
#       - Pay the rest back on your own and claim again once paid
#     evidence: [Bank advices, The report of export proceeds, Proof for what counts as collected]
package risk.tax.unpaid_exports

applies if input.company.exporter

fires if {
	input.company.fx_open > 0
	input.company.fx_open > input.company.fx_contract_later
}

evidence["fx_open"] := input.company.fx_open
evidence["fx_contract_later"] := input.company.fx_contract_later
