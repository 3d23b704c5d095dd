# METADATA
# title: 工程型常设机构
# description: 工地、安装或监理项目的持续时间超过该国税收协定的门槛（多为 6 个月；柬埔寨 9 个月；德国、匈牙利、英国 12 个月；阿联酋 24 个月），自首日起就构成常设机构，项目利润要在当地缴税。
# custom:
#   id: TAX-063
#   scope: presence
#   severity: high
#   theme: permanent_establishment
#   basis_kind: law
#   basis: [{source: DTT, article: 第5条第3款}]
#   score_with: host_establishment
#   remedy:
#     - 测算超期日期，在当地办理登记
#     - 由当地主体承接安装部分
#     - 不要人为拆分合同
#   evidence: [开工完工证明, 进场离场记录, 合同分拆情况]
#   effort: {days: 45, source: house}
#   lifecycle: stable
#   en:
#     title: Construction site has become a permanent establishment
#     why: A building, installation or supervision project lasts longer than the treaty allows (mostly 6 months; Cambodia 9; Germany, Hungary and the UK 12; the UAE 24). It is a permanent establishment from its first day, and its profit is taxed there.
#     remedy:
#       - Work out the day the limit was passed and register there
#       - Let a local company take the installation
#       - Do not split contracts artificially
#     evidence: [Start and completion certificates, Site attendance, How contracts were split]
package risk.tax.site_establishment

applies if {
	input.presence.site_months > 0
	input.country.tax.pe_site > 0
}

fires if {
	input.presence.site_months > input.country.tax.pe_site
	input.presence.pe_handled == false
}

evidence["site_months"] := input.presence.site_months
evidence["pe_handled"] := input.presence.pe_handled

lines["site_months"] := input.country.tax.pe_site
