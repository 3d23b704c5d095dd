# METADATA
# title: 买单出口
# description: 使用他人抬头报关，或把自己的抬头借给他人。收入隐匿、票货款分离，可能构成逃税、骗取出口退税和外汇违规。
# custom:
#   id: TAX-034
#   scope: company
#   severity: critical
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: G2025-17, article: 第七条}
#     - {source: CL201, article: 第201条}
#     - {source: CL204, article: 第204条}
#     - {source: FS2024-4, article: 第一、二、七条}
#     - {source: MOF2026-11, article: ""}
#   remedy:
#     - 立即停止，改为自营、9710 或 9810，或签委托代理协议的真实代理
#     - 对已发生业务补确认收入并补税
#     - 评估刑事风险并聘请律师
#   evidence: [报关单经营单位, 收汇账户名, 货代对账单]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Exporting under another party's name
#     why: Goods are declared in another company's name, or yours is lent out. Income is hidden and invoices, goods and money part ways, which may be tax evasion, export-refund fraud and a foreign-exchange breach.
#     remedy:
#       - Stop at once; export in your own name, under 9710 or 9810, or through a real agency with a written agreement
#       - Book the income of past dealings and pay the tax
#       - Have the criminal exposure assessed and take a lawyer
#     evidence: [The declarant on customs declarations, The name on the receiving account, The forwarder's statements]
package risk.tax.bought_declaration

applies if input.company.exporter

fires if input.company.maidan

evidence["maidan"] := input.company.maidan
