# METADATA
# title: 无偿支持海外子公司
# description: 母公司免费或低价向海外子公司提供技术、商标、管理服务、人员或借款。按独立交易原则，母公司应当确认利息、特许权使用费或服务费收入；东道国也会质疑。
# custom:
#   id: TAX-022
#   scope: presence
#   severity: medium
#   theme: transfer_pricing
#   basis_kind: law
#   basis:
#     - {source: EITL, article: 第41条}
#     - {source: EITR, article: 第110、111、123条}
#   remedy:
#     - 签许可、服务、借款协议，按市价收费
#     - 补做收入调整
#     - 考虑以出资代替借款
#   evidence: [资金往来, 技术支持记录, 集团服务协议]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Free support of a subsidiary abroad
#     why: The parent gives the subsidiary technology, marks, management, staff or loans free or too cheaply. At arm's length it should book interest, royalties or fees as income; the host country asks questions too.
#     remedy:
#       - Sign licence, service and loan agreements and charge market prices
#       - Make up the income that was not booked
#       - Consider capital instead of loans
#     evidence: [Money flows between the two, Records of technical support, Group service agreements]
package risk.tax.free_support

applies if {
	input.presence.form == "subsidiary"
	input.presence.holder == "company"
}

fires if input.presence.free_support

evidence["free_support"] := input.presence.free_support
