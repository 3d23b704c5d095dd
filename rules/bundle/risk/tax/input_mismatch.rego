# METADATA
# title: 进项与销项对不上
# description: 进项的品类与销项，或者与产能、电耗、用工，没有办法合理对应。这是虚开和骗税模型的核心指标；指标来自业内经验，不是法定标准。
# custom:
#   id: TAX-050
#   scope: company
#   severity: medium
#   theme: filing
#   basis_kind: practice
#   basis:
#     - {source: GT4, article: 非官方}
#     - {source: CL205, article: 第205条}
#   remedy:
#     - 做投入产出核对
#     - 更正商品编码
#     - 追溯异常发票
#   evidence: [进销存, 物料清单（BOM）, 电费单]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Purchases do not match sales
#     why: What is bought cannot be matched with what is sold, or with capacity, power and labour. Models that look for false invoices and refund fraud start from this; the indicator is trade experience, not a legal test.
#     remedy:
#       - Check input against output
#       - Correct commodity codes
#       - Trace abnormal invoices
#     evidence: [Stock records, Bills of materials, Power bills]
package risk.tax.input_mismatch

fires if input.company.io_mismatch

evidence["io_mismatch"] := input.company.io_mismatch
