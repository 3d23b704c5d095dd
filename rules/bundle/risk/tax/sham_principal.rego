# METADATA
# title: 假自营真代理
# description: 以自营的名义申报退税，货源、客户、报关、收汇却由别人控制，公司不承担质量、收汇或退税的风险。这样的出口不予退税，按内销征税；情节严重的，按骗取出口退税定性。
# custom:
#   id: TAX-035
#   scope: company
#   severity: critical
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: MOF2026-11, article: 征税情形}
#     - {source: CL204, article: 第204条}
#   remedy:
#     - 停止申报，自查已经退的税款
#     - 改为代理，开具代理出口货物证明
#     - 留存证明业务真实的证据链
#   evidence: [业务合同, 资金流, 提单与货权, “四自三不见”特征的自查记录]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Agent claims refunds as if it were the exporter
#     why: A refund is claimed as your own export, but others control the goods, the customers, the declaration and the money, and you bear no risk of quality, payment or refund. Such exports get no refund and are taxed as domestic sales; serious cases count as export-refund fraud.
#     remedy:
#       - Stop claiming and check the refunds already received
#       - Turn it into an agency and issue agency export certificates
#       - Keep the chain of proof that the business is real
#     evidence: [The contracts, The flow of money, Bills of lading and title to the goods, A self-check against the known marks of sham exports]
package risk.tax.sham_principal

applies if input.company.exporter

fires if input.company.fake_self

evidence["fake_self"] := input.company.fake_self
