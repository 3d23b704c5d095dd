# METADATA
# title: 境外投资手续没有办齐
# description: 已经有境外子公司或分公司，却没有办齐发改、商务的备案或核准以及外汇登记。利润汇回、清算、实物出资视同出口退税、投资损失扣除、税收抵免的资料链都可能不被认可，还有行政责任。2026 年 7 月 1 日起上位法规是国务院令第 837 号。
# custom:
#   id: TAX-002
#   scope: presence
#   severity: high
#   theme: permanent_establishment
#   basis_kind: law
#   basis:
#     - {source: ODI837, article: ""}
#     - {source: NDRC11, article: ""}
#     - {source: MOFCOM3, article: ""}
#   remedy:
#     - 停止新增出资
#     - 向商务、发改主管部门咨询怎样补办或整改
#     - 同时向税务机关补报境外投资信息
#   evidence: [企业境外投资证书, 项目备案通知书, 外汇业务登记凭证]
#   effort: {days: 60, source: house}
#   lifecycle: stable
#   en:
#     title: Overseas entity without the investment filings
#     why: There is a subsidiary or branch abroad, but the filings or approvals of the development and commerce authorities and the foreign-exchange registration are not complete. Profit brought home, liquidation, the refund on equipment contributed, losses deducted and tax credits may then not be recognised, and there is administrative liability. Since 1 July 2026 State Council Order No. 837 stands above the older rules.
#     remedy:
#       - Put in no more capital
#       - Ask the commerce and development authorities how to file late or put it right
#       - Report the investment to the tax office at the same time
#     evidence: [The overseas investment certificate, The project filing notice, The foreign-exchange registration]
package risk.tax.investment_filing

applies if {
	input.presence.form in {"subsidiary", "branch"}
	input.presence.holder == "company"
}

fires if input.presence.odi_filed == false

evidence["form"] := input.presence.form
evidence["odi_filed"] := input.presence.odi_filed
