# METADATA
# title: 当地增值税应登记未登记
# description: 近 12 个月当地应税销售额超过该国登记门槛，却没有登记 VAT、GST 或 SST。非居民在德国、匈牙利、波兰、英国、阿联酋、沙特通常从第一笔起就要登记。后果是补税、罚款、封店、进口税不能抵扣。只卖给企业并由买方反向征收的，通常不必登记；在当地有固定机构的仍应登记，请当地顾问确认。
# custom:
#   id: TAX-067
#   scope: presence
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: EUVAT, article: ""}
#   score_with: local_vat
#   remedy:
#     - 立即登记并追溯申报
#     - 任命税务代表
#     - 在平台上更新税号
#   evidence: [销售报表, 进口单, 税号]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Local VAT or GST registration missed
#     why: Taxable sales there over 12 months are above the country's registration threshold, but you are not registered for VAT, GST or SST. Non-residents in Germany, Hungary, Poland, the UK, the UAE and Saudi Arabia mostly register from the first sale. It means back tax, fines, closed stores and import tax that cannot be deducted. Sales only to businesses that account for the tax themselves mostly need no registration; with a fixed establishment there you still register, so ask a local adviser.
#     remedy:
#       - Register at once and file for past periods
#       - Appoint a tax representative
#       - Update the tax number on the platforms
#     evidence: [Sales reports, Import declarations, The tax number]
package risk.tax.vat_registration

applies if {
	input.country.tax.vat_thr != null
	input.presence.local_sales > 0
}

fires if {
	input.presence.vat_reg == false
	over_the_threshold
}

over_the_threshold if non_resident
over_the_threshold if input.presence.local_sales > input.country.tax.vat_thr

non_resident if {
	input.presence.form in {"none", "rep_office"}
	input.presence.country in {"DE", "HU", "PL", "GB", "AE", "SA"}
}

evidence["local_sales"] := input.presence.local_sales
evidence["vat_reg"] := input.presence.vat_reg
evidence["form"] := input.presence.form

lines["local_sales"] := 0 if non_resident

else := input.country.tax.vat_thr
