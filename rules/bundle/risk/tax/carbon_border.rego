# METADATA
# title: 碳边境税（CBAM）没有授权申报人或实测数据
# description: 进口商一年进口的钢铁、铝、水泥、化肥净重合计超过 50 吨（电力和氢没有这项豁免），却没有取得授权申报人资格，或者拿不出实测排放数据。2026 年起没有授权不能进口；一旦超过，全年的进口都适用；首份申报到 2027 年 9 月 30 日。
# custom:
#   id: TAX-079
#   scope: presence
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: CBAM, article: ""}
#   remedy:
#     - 要求进口商申请授权
#     - 提供经核查的实测排放
#     - 关注默认值带来的成本
#   evidence: [CN 编码清单, 排放核算报告]
#   deadline: {zh: "首份申报 2027 年 9 月 30 日前", en: First declaration by 30 September 2027}
#   effort: {days: 60, source: house}
#   effective_from: "2026-01-01"
#   lifecycle: stable
#   en:
#     title: CBAM goods without an authorised declarant or measured emissions
#     why: The importer brings in more than 50 tonnes of iron and steel, aluminium, cement and fertiliser a year (electricity and hydrogen have no such relief), but is no authorised declarant or has no measured emissions. From 2026 goods may not come in without the authorisation; past the line the whole year counts; the first declaration is due on 30 September 2027.
#     remedy:
#       - Ask the importer to apply for the authorisation
#       - Supply measured and verified emissions
#       - Watch what default values cost
#     evidence: [The list of CN codes, The emissions report]
package risk.tax.carbon_border

import data.lib.european_union
import data.lib.figures
import data.risk.tax.figures as limit

applies if {
	european_union.member
	input.presence.cbam_t > 0
}

fires if {
	input.presence.cbam_t > figures.on(limit.cbam_tonnes)
	input.presence.cbam_auth == false
}

evidence["cbam_t"] := input.presence.cbam_t
evidence["cbam_auth"] := input.presence.cbam_auth

lines["cbam_t"] := figures.on(limit.cbam_tonnes)
