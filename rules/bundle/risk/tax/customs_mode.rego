# METADATA
# title: 监管方式与实际不符
# description: 报关用的监管方式与货物真实的走法不一致。9610 是跨境电商直邮，9710 是企业对企业直接出口，9810 是出口海外仓，1210 是保税，0110 是一般贸易。报错了会影响退税方式、收入时点，并受海关处罚。
# custom:
#   id: TAX-041
#   scope: company
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: GAC-EC, article: ""}
#     - {source: CUSL, article: 第86条第3项}
#     - {source: CUSPEN, article: 第15条}
#   remedy:
#     - 向海关申请修改，或主动披露
#     - 按真实模式重排申报与退税
#     - 固化下单到报关的映射表
#   evidence: [报关单, 订仓单, 平台订单]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Customs mode does not match how goods move
#     why: The customs mode on the declaration differs from the real flow. 9610 is direct mail to consumers, 9710 direct export to businesses, 9810 export to an overseas warehouse, 1210 bonded, 0110 general trade. The wrong one affects the refund, the time of income, and draws customs penalties.
#     remedy:
#       - Apply to the customs for correction, or disclose on your own
#       - Redo declarations and refunds by the real mode
#       - Fix a table from order to customs mode
#     evidence: [Customs declarations, Bookings, Platform orders]
package risk.tax.customs_mode

applies if input.company.exporter

fires if input.company.mode_mismatch

evidence["mode_mismatch"] := input.company.mode_mismatch
