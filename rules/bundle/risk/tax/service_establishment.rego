# METADATA
# title: 服务型常设机构
# description: 派人到当地服务，同一或相关项目在任意 12 个月内累计超过协定的天数（183 天；协定写 6 个月的按 6 个月），又没有处理。服务利润要在当地缴税，人员的个人所得税豁免也会丧失。
# custom:
#   id: TAX-064
#   scope: presence
#   severity: high
#   theme: permanent_establishment
#   basis_kind: law
#   basis:
#     - {source: DTT, article: 第5条第3款(二)}
#     - {source: OECDPE, article: ""}
#   score_with: host_establishment
#   remedy:
#     - 监控人员天数，到 150 天预警
#     - 登记申报，或由当地公司雇佣
#     - 把售后与监理分开
#   evidence: [出入境记录, 工时表, 服务合同]
#   effort: {days: 45, source: house}
#   lifecycle: stable
#   en:
#     title: Services there have become a permanent establishment
#     why: Your people served one project or connected ones there for more days in 12 months than the treaty allows (183; where the treaty says six months, six months), and nothing was done about it. The profit of the services is taxed there, and the staff lose their exemption from income tax.
#     remedy:
#       - Count the days of your people and warn at 150
#       - Register and file, or let a local company employ them
#       - Keep after-sales service and supervision apart
#     evidence: [Entry and exit records, Time sheets, Service contracts]
package risk.tax.service_establishment

applies if {
	input.presence.svc_days > 0
	input.country.tax.svc > 0
}

fires if {
	input.presence.svc_days > input.country.tax.svc
	input.presence.pe_handled == false
}

evidence["svc_days"] := input.presence.svc_days
evidence["pe_handled"] := input.presence.pe_handled

lines["svc_days"] := input.country.tax.svc
