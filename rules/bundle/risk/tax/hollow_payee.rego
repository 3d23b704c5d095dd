# METADATA
# title: 向没有实质的境外关联方付费
# description: 向没有执行功能、没有承担风险、没有实质经营的境外关联方付特许权使用费或服务费。这些费用可能被全额调整补税，还会影响付汇备案和受益所有人的判定。
# custom:
#   id: TAX-021
#   scope: company
#   severity: high
#   theme: transfer_pricing
#   basis_kind: law
#   basis:
#     - {source: G2017-6, article: 第三十—三十七条(条号记忆)}
#     - {source: EITL, article: 第41条}
#   remedy:
#     - 停止付没有受益的款，并转回已付的
#     - 重签协议、重定价格
#     - 保存服务成果的证据
#   evidence: [协议, 受益性证据, 对方的人员与功能说明]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Fees paid to a related party without substance
#     why: Royalties or service fees go to a related party abroad that carries out no functions, bears no risk and does no real business. The whole of them may be adjusted and taxed, and the filing of payments and the beneficial-owner test suffer too.
#     remedy:
#       - Stop paying for what brings you nothing, and reverse what was paid
#       - Renew the agreements and the prices
#       - Keep proof of the work delivered
#     evidence: [The agreements, Proof of the benefit, A statement of who does what at the payee]
package risk.tax.hollow_payee

applies if input.company.has_rpt

fires if {
	input.company.pay_rp_roy_svc
	input.company.rp_payee_substance == false
}

evidence["pay_rp_roy_svc"] := input.company.pay_rp_roy_svc
evidence["rp_payee_substance"] := input.company.rp_payee_substance
