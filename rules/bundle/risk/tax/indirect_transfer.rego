# METADATA
# title: 间接转让中国财产
# description: 转让境外公司的股权，不适用安全港，并且四项同时具备：股权价值有 75% 及以上来自中国应税财产，交易前一年资产（不含现金）或收入有 90% 及以上来自中国，没有经济实质，境外税负低于在中国可能的税负（按 10% 源泉税比）。会被直接认定没有合理商业目的，视同直接转让，补 10% 的税；买方有扣缴义务，没有扣缴可处 0.5 至 3 倍罚款。
# custom:
#   id: TAX-024
#   scope: company
#   severity: critical
#   theme: permanent_establishment
#   basis_kind: law
#   basis:
#     - {source: G2015-7, article: 第一、三、四、五、六、八、九条}
#     - {source: EITL, article: 第47条}
#   remedy:
#     - 交易前按 7 号公告判定并报告
#     - 在合同里约定税款承担与扣缴
#     - 保留合理商业目的的资料
#   evidence: [估值报告, 境外公司资产负债表, 交易文件]
#   effort: {days: 60, source: house}
#   lifecycle: stable
#   en:
#     title: Indirect transfer of Chinese property
#     why: "Shares of a foreign company are transferred, no safe harbour covers it, and four things come together: 75% or more of the share value comes from taxable property in China, 90% or more of assets (cash apart) or income in the year before came from China, there is no economic substance, and the tax abroad is below what China could charge (10% at source). The deal is then held to lack a business purpose and taxed at 10% as a direct transfer; the buyer must withhold and is fined 0.5 to 3 times the tax if it did not."
#     remedy:
#       - Judge and report the deal under Announcement 7 beforehand
#       - Agree in the contract who bears and withholds the tax
#       - Keep proof of the business purpose
#     evidence: [The valuation, The foreign company's balance sheet, The deal papers]
package risk.tax.indirect_transfer

import data.lib.figures
import data.risk.tax.figures as limit

applies if input.company.indirect_transfer

fires if {
	input.company.it_safe == false
	input.company.it_value_pct >= figures.on(limit.transfer_value_share)
	input.company.it_90pct
	input.company.it_substance == false
	input.company.it_foreign_tax_pct < figures.on(limit.transfer_low_tax)
}

evidence["it_safe"] := input.company.it_safe
evidence["it_value_pct"] := input.company.it_value_pct
evidence["it_90pct"] := input.company.it_90pct
evidence["it_substance"] := input.company.it_substance
evidence["it_foreign_tax_pct"] := input.company.it_foreign_tax_pct

lines["it_value_pct"] := figures.on(limit.transfer_value_share)
lines["it_foreign_tax_pct"] := figures.on(limit.transfer_low_tax)
