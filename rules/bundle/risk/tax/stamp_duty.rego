# METADATA
# title: 印花税漏报
# description: 有应税凭证没有申报印花税：买卖合同 0.3‰，承揽、建设工程、运输合同 0.3‰，与金融机构的借款合同 0.05‰，资金账簿 0.25‰ 等，在境外书立、在境内使用的也算。金额小，却是税务机关比对合同的入口。
# custom:
#   id: TAX-057
#   scope: company
#   severity: low
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: STAMP, article: 第1条、税目税率表}
#   remedy:
#     - 补申报
#     - 建立合同与印花税联动的台账
#   evidence: [合同台账, 申报表]
#   effort: {days: 5, source: house}
#   lifecycle: stable
#   en:
#     title: Stamp duty left out
#     why: "Stamp duty was not declared on some documents: sales contracts 0.03%, processing, construction and transport contracts 0.03%, loans from financial institutions 0.005%, capital accounts 0.025% and others, including those signed abroad and used in China. The sums are small, but contracts are where the tax office starts to compare."
#     remedy:
#       - Declare it now
#       - Keep a register that ties contracts to stamp duty
#     evidence: [The contract register, Stamp duty returns]
package risk.tax.stamp_duty

fires if input.company.stamp_missing > 0

evidence["stamp_missing"] := input.company.stamp_missing
