# METADATA
# title: 利息扣除超过上限
# description: 净利息超过税务 EBITDA 的 30%，并且超过起征额：墨西哥 2000 万比索、德国 300 万欧元、匈牙利约 9.4 亿福林、波兰 300 万兹罗提、英国 200 万英镑，越南和美国没有起征额。超过的利息当期不能扣除（越南可以结转 5 年）。美国另有小企业豁免：近三年平均总收入不超过 3100 万美元（2025 年）、3200 万美元（2026 年）的不受限制，在美国先核对这一条。
# custom:
#   id: TAX-077
#   scope: presence
#   severity: medium
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: INTCAP, article: ""}
#     - {source: VN132, article: ""}
#   remedy:
#     - 用股权替代部分股东借款
#     - 拉长融资测算的期间
#     - 用足结转
#   evidence: [融资明细, EBITDA 计算]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Interest above the limit on deductions
#     why: "Net interest is above 30% of tax EBITDA and above the amount left alone: MXN 20 million, EUR 3 million in Germany, about HUF 940 million, PLN 3 million, GBP 2 million; none in Viet Nam and the United States. The excess is not deductible this year (Viet Nam lets it be carried forward for 5 years). The United States exempts small businesses, with average gross receipts of three years up to USD 31 million (2025) or 32 million (2026), so check that first in the United States."
#     remedy:
#       - Replace part of the shareholder loans with capital
#       - Plan the financing over a longer time
#       - Use what can be carried forward
#     evidence: [Details of the financing, The calculation of EBITDA]
package risk.tax.interest_limit

import data.lib.amounts
import data.lib.figures
import data.lib.interest_caps
import data.risk.tax.figures as limit

applies if {
	input.presence.country in interest_caps.countries
	input.presence.net_interest > 0
}

fires if {
	amounts.above(100 * input.presence.net_interest, figures.on(limit.interest_share) * input.presence.ebitda)
	input.presence.net_interest > interest_caps.floor[input.presence.country]
}

evidence["net_interest"] := input.presence.net_interest
evidence["ebitda"] := input.presence.ebitda

lines["net_interest"] := interest_caps.floor[input.presence.country] if interest_caps.floor[input.presence.country] > 0
lines["ebitda"] := figures.on(limit.interest_share)
