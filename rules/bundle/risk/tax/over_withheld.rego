# METADATA
# title: 协定外多缴的税不能抵免
# description: 当地实际扣缴的税率，高于当地国内法税率和中国协定税率中较低的一个。按协定不该征的税不属于可抵免税额，这部分就成了双重负担。德国股息的协定税率 5% 要求持股至少 25%，否则是 10%。
# custom:
#   id: TAX-012
#   scope: presence
#   severity: medium
#   theme: filing
#   basis_kind: law
#   basis: [{source: CS125, article: 第四条(不得抵免情形)}, {source: TRC, article: ""}, {source: DTT, article: 股息/利息/特许权条款}]
#   remedy:
#     - 开具《中国税收居民身份证明》
#     - 在当地申请退税，或在下次付款前申请协定税率
#     - 抵免时只计按协定应缴的税额
#   evidence: [扣缴凭证, 《中国税收居民身份证明》, 当地协定申请表]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Foreign tax withheld above the treaty rate cannot be credited
#     why: The rate really withheld there is above the lower of the domestic rate and the rate of the treaty with China. Tax that the treaty does not allow is not creditable, so you bear it twice. Germany's 5% on dividends asks for a holding of at least 25%; otherwise it is 10%.
#     remedy:
#       - Obtain a Chinese tax residence certificate
#       - Claim a refund there, or apply for the treaty rate before the next payment
#       - Credit only the tax due under the treaty
#     evidence: [Withholding certificates, The Chinese tax residence certificate, The local treaty application]
package risk.tax.over_withheld

import data.lib.treaty_rates

applies if {
	input.presence.form == "subsidiary"
	input.presence.holder == "company"
	input.country.tax.div != null
}

fires if input.presence.pay_div > input.country.tax.div[0]

fires if {
	input.presence.pay_div > input.country.tax.div[1]
	treaty_rates.full_holding
}

fires if {
	input.presence.pay_div > input.country.tax.div_else
	treaty_rates.small_holding
}

fires if input.presence.pay_int > input.country.tax.int[_]
fires if input.presence.pay_roy > input.country.tax.roy[_]

evidence["pay_div"] := input.presence.pay_div
evidence["own_pct"] := input.presence.own_pct
evidence["pay_int"] := input.presence.pay_int
evidence["pay_roy"] := input.presence.pay_roy

lines["pay_div"] := treaty_rates.dividend if input.presence.pay_div > treaty_rates.dividend
lines["pay_int"] := min(input.country.tax.int) if input.presence.pay_int > min(input.country.tax.int)
lines["pay_roy"] := min(input.country.tax.roy) if input.presence.pay_roy > min(input.country.tax.roy)
