# METADATA
# title: 东道国预提税扣少了
# description: 当地实际扣缴的税率，低于当地国内法税率和中国协定税率中较低的一个。当地的扣缴义务人要补税并受罚。德国股息的协定税率 5% 要求持股至少 25%，否则是 10%。
# custom:
#   id: TAX-076
#   scope: presence
#   severity: medium
#   theme: filing
#   basis_kind: law
#   basis: [{source: DTT, article: ""}, {source: SAWHT, article: ""}]
#   remedy: [补扣补报, 留存适用协定的条件（持股 25%、受益所有人）的证据]
#   evidence: [扣缴申报, 协定适用文件]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Too little tax withheld in the host country
#     why: The rate really withheld there is below the lower of the domestic rate and the rate of the treaty with China. The local payer must make up the tax and is fined. Germany's 5% on dividends asks for a holding of at least 25%; otherwise it is 10%.
#     remedy: [Withhold and file the difference, Keep proof of the treaty terms (a 25% holding and a beneficial owner)]
#     evidence: [Withholding returns, Papers of the treaty claim]
package risk.tax.under_withheld

import data.lib.treaty_rates

applies if {
	input.presence.form == "subsidiary"
	input.presence.holder == "company"
	input.country.tax.div != null
}

fires if {
	input.presence.pay_div < min(input.country.tax.div)
	treaty_rates.full_holding
}

fires if {
	input.presence.pay_div < input.country.tax.div[0]
	input.presence.pay_div < input.country.tax.div_else
	treaty_rates.small_holding
}

# Under every rate, whatever the holding.
fires if {
	input.presence.pay_div < min(input.country.tax.div)
	input.presence.pay_div < input.country.tax.div_else
}

fires if input.presence.pay_int < min(input.country.tax.int)
fires if input.presence.pay_roy < min(input.country.tax.roy)

evidence["pay_div"] := input.presence.pay_div
evidence["own_pct"] := input.presence.own_pct
evidence["pay_int"] := input.presence.pay_int
evidence["pay_roy"] := input.presence.pay_roy

lines["pay_div"] := treaty_rates.dividend if input.presence.pay_div < treaty_rates.dividend
lines["pay_int"] := min(input.country.tax.int) if input.presence.pay_int < min(input.country.tax.int)
lines["pay_roy"] := min(input.country.tax.roy) if input.presence.pay_roy < min(input.country.tax.roy)
