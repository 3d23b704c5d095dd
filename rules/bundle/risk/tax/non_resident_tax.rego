# METADATA
# title: 没有扣缴非居民的税
# description: 向非居民付来源于中国的款，没有扣缴企业所得税（一般 10%）和增值税（一般 6%）。应扣未扣的，处税款 0.5 至 3 倍罚款；扣下的税要自代扣之日起 7 日内缴库。
# custom:
#   id: TAX-027
#   scope: company
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: EITL, article: 第3、37、40条}
#     - {source: EITR, article: 第91条}
#     - {source: VATL, article: 第15条}
#     - {source: TCAL, article: 第69条}
#   remedy:
#     - 补扣补报，并与对方商定由谁承担
#     - 修订合同的税费条款
#     - 区分劳务发生在境外还是境内
#   evidence: [合同, 发票, 扣缴申报表]
#   deadline: {zh: 自代扣之日起 7 日内缴库, en: Pay within 7 days of withholding}
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Tax of non-residents not withheld
#     why: Income from China was paid to non-residents without withholding income tax (normally 10%) and VAT (normally 6%). Not withholding is fined at 0.5 to 3 times the tax; tax withheld is due within 7 days.
#     remedy:
#       - Withhold and file late, and agree with the payee who bears it
#       - Change the tax clause of the contracts
#       - Tell apart work done abroad and in China
#     evidence: [Contracts, Invoices, Withholding returns]
package risk.tax.non_resident_tax

applies if input.company.pays_nonresident_cn_source

fires if input.company.wht_withheld == false

evidence["wht_withheld"] := input.company.wht_withheld
