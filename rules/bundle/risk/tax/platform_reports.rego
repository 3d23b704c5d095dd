# METADATA
# title: 欧盟平台申报额与账面不符
# description: 欧盟居民卖家主体，或者在欧盟有常设机构、税号的卖家，平台报送的金额与账面收入相差超过 5%。平台每年 1 月 31 日报送，各国税务机关自动交换。5% 是预警线，不是法律规定。一年不到 30 笔且不超过 2000 欧元的货物卖家免报。
# custom:
#   id: TAX-080
#   scope: presence
#   severity: medium
#   theme: filing
#   basis_kind: house
#   basis:
#     - {source: DAC7, article: ""}
#   remedy:
#     - 逐个平台调节
#     - 更正增值税和企业所得税申报
#   evidence: [平台年度 DAC7 通知, 账面收入]
#   effort: {days: 10, source: house}
#   effective_from: "2023-01-01"
#   lifecycle: stable
#   en:
#     title: EU platform reports differ from the books
#     why: For a seller resident in the EU, or with a permanent establishment or tax number there, what platforms report differs from the books by more than 5%. Platforms report by 31 January each year and tax offices exchange the data. 5% is a warning line, not law. Sellers of goods with fewer than 30 sales and no more than EUR 2,000 a year are not reported.
#     remedy:
#       - Reconcile platform by platform
#       - Correct the VAT and income tax returns
#     evidence: [The yearly DAC7 notice of the platforms, Revenue in the books]
package risk.tax.platform_reports

import data.lib.european_union
import data.lib.figures
import data.risk.tax.figures as limit

applies if {
	european_union.member
	input.presence.form in {"subsidiary", "branch"}
}

fires if input.presence.dac7_diff > figures.on(limit.dac7_gap)

evidence["dac7_diff"] := input.presence.dac7_diff

lines["dac7_diff"] := figures.on(limit.dac7_gap)
