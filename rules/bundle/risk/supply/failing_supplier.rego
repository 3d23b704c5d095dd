# METADATA
# title: 供应商失信或破产
# description: 供应商是失信被执行人，或者被限制高消费、经营异常、进入破产。预付款和在制模具可能拿不回来；这也是行使不安抗辩权的证据。关键料的供应商为严重。
# custom:
#   id: SCM-011
#   scope: supplier
#   severity: [critical, high]
#   theme: due_diligence
#   basis_kind: law
#   basis:
#     - {source: SPC-DISHONEST, article: ""}
#     - {source: CIVIL-CODE, article: 第527、528条}
#   remedy:
#     - 停止新的预付
#     - 改为货到付款，或用第三方监管账户
#     - 书面行使不安抗辩并要求担保，取回模具和图纸
#   evidence: [执行信息公开网截图（带日期）, 破产重整信息网截图（带日期）]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Supplier on the dishonest list or insolvent
#     why: The supplier is a dishonest judgment debtor, restricted, listed as abnormal or insolvent. Prepayments and tooling under way may be lost; it is also evidence for withholding your own performance. For the supplier of a critical part it is critical.
#     remedy:
#       - Make no new prepayments
#       - Pay on delivery or through an escrow account
#       - Withhold performance in writing and demand security; take back tooling and drawings
#     evidence: ["A dated screenshot of the public list of judgment debtors", "A dated screenshot of the insolvency information site"]
package risk.supply.failing_supplier

applies if input.supplier.active

fires if input.supplier.dishonest
fires if input.supplier.insolvency

severity := "critical" if input.supplier.critical

else := "high"

evidence["dishonest"] := input.supplier.dishonest
evidence["insolvency"] := input.supplier.insolvency
evidence["critical"] := input.supplier.critical
