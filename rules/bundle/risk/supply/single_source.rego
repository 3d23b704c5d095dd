# METADATA
# title: 关键料独家且无合格备份
# description: 关键料只有一家供应，又没有试产合格的备份。断供后 14 天内停线。
# custom:
#   id: SCM-005
#   scope: supplier
#   severity: high
#   theme: concentration
#   basis_kind: house
#   basis:
#     - {source: HOUSE, article: ""}
#     - {source: ISO22301, article: ""}
#   remedy:
#     - 90 天内完成备份厂试产认可
#     - 认可前把安全库存提到补货周期的 1.5 倍
#     - 签图纸模具托管或第三方代工条款
#   evidence: [备份供应商试产报告（24 个月内）]
#   effort: {days: 90, source: house}
#   lifecycle: stable
#   en:
#     title: Critical part single-sourced without a qualified backup
#     why: A critical part has one source and no backup that passed a trial run. If supply stops, the line stops within 14 days.
#     remedy:
#       - Qualify a backup plant within 90 days
#       - Until then raise safety stock to 1.5 times the lead time
#       - Sign escrow of drawings and tooling, or third-party manufacture
#     evidence: [The backup supplier's trial report of the last 24 months]
package risk.supply.single_source

applies if {
	input.supplier.active
	input.supplier.critical
}

fires if {
	input.supplier.single_source
	input.supplier.backup_qualified == false
}

evidence["single_source"] := input.supplier.single_source
evidence["backup_qualified"] := input.supplier.backup_qualified
