# METADATA
# title: 缺冲突矿产资料
# description: 产品含锡、钽、钨或金，客户要冲突矿产报告（CMRT），却没有当年有效的。欧盟法约束超过附件一数量的联盟进口商，美国法约束上市公司；对中国供应商，这是合同传下来的要求，不是直接的法律义务。
# custom:
#   id: SCM-058
#   scope: company
#   severity: medium
#   theme: due_diligence
#   basis_kind: practice
#   basis:
#     - {source: CM821, article: Annex I}
#     - {source: DF1502, article: ""}
#   remedy: [用最新模板填报, 替换没有通过审核的冶炼厂]
#   evidence: [CMRT 报告, 冶炼厂名单]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Conflict minerals data missing
#     why: Your products hold tin, tantalum, tungsten or gold, a customer asks for a conflict minerals report (CMRT), and you have none for this year. EU law binds Union importers above the volumes of Annex I, US law binds listed companies; on a Chinese supplier the demand comes down by contract, not by law.
#     remedy: [Fill in the latest template, Replace smelters that have not passed an audit]
#     evidence: [The CMRT, The list of smelters]
package risk.supply.conflict_minerals

applies if {
	input.company.has_3tg
	input.company.customer_requires_cmrt
}

fires if input.company.cmrt_current == false

evidence["has_3tg"] := input.company.has_3tg
evidence["customer_requires_cmrt"] := input.company.customer_requires_cmrt
evidence["cmrt_current"] := input.company.cmrt_current
