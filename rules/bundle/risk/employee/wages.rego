# METADATA
# title: 工资拖欠，或现金、私人账户发放
# description: 上次发薪已超过 45 天；或者在阿联酋、沙特没有走工资保护系统（WPS）；或者用现金、个人账户发。有能力付却不付，政府责令后仍不付的，可能构成拒不支付劳动报酬罪。45 天是本站的建议值，不是法律规定。
# custom:
#   id: EMP-043
#   scope: employee
#   severity: [high, medium]
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S53, article: ""}
#     - {source: S52, article: ""}
#     - {source: S07, article: 第二百七十六条之一}
#     - {source: S24, article: 第九十一条}
#     - {source: HOUSE, article: ""}
#   remedy: [马上付清, 改走 WPS 或银行代发, 保留签收记录]
#   evidence: [银行回单]
#   effort: {days: 10, source: house}
#   lifecycle: stable
#   en:
#     title: Wage arrears, or pay in cash or through a private account
#     why: The last pay is more than 45 days ago, pay in the UAE or Saudi Arabia does not go through the wage protection system (WPS), or it is cash or from a private account. Who can pay and still does not after an order of the authority may commit a crime. The 45 days are a figure of this site, not law.
#     remedy: [Pay what is owed at once, Change to WPS or to payment by a bank, Keep signed receipts]
#     evidence: [Bank receipts]
package risk.employee.wages

import data.lib.dates
import data.lib.figures
import data.risk.employee.figures as limit

fires if late
fires if past_wps
fires if input.employee.pay_channel in {"cash", "personal_account"}

severity := "high" if late

else := "high" if past_wps

else := "medium"

late if input.employee.last_paid < line

line := dates.plus_days(input.as_of, 0 - figures.on(limit.pay_days))

past_wps if {
	input.employee.post_country
	input.country.employee.wps
	input.employee.pay_channel != "wps_bank"
}

evidence["last_paid"] := input.employee.last_paid
evidence["pay_channel"] := input.employee.pay_channel
evidence["post_country"] := input.employee.post_country

lines["last_paid"] := line if late
