# METADATA
# title: 大额对外付汇未备案
# description: 单笔对外付汇超过 5 万美元（不含 5 万），不属于免备案情形，也没有办理税务备案。同一合同多次付汇，只需在首次付汇前备案一次。没有备案，银行不予付汇；税务机关 15 个工作日内会审查是否已扣缴。
# custom:
#   id: TAX-026
#   scope: company
#   severity: medium
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: G2013-40, article: 第一、三条}
#     - {source: G2021-19, article: 第一条}
#   remedy:
#     - 在电子税务局补备案
#     - 核查是否应扣缴税款
#     - 建立付汇前的税务审批
#   evidence: [备案表, 合同, 付汇凭证]
#   effort: {days: 5, source: house}
#   lifecycle: stable
#   en:
#     title: Payment abroad above USD 50,000 not recorded with the tax office
#     why: One payment abroad was above USD 50,000 (50,000 itself does not count), is not exempt and was not recorded with the tax office. Under one contract only the first payment needs it. Without it the bank does not pay out; the tax office checks within 15 working days whether tax was withheld.
#     remedy:
#       - Record the payment late through the electronic tax office
#       - Check whether tax should have been withheld
#       - Set up a tax approval before each payment abroad
#     evidence: [The record form, The contract, Payment vouchers]
package risk.tax.remittance_filing

import data.lib.figures
import data.risk.tax.figures as limit

fires if {
	input.company.max_remit_usd > figures.on(limit.remittance_filing)
	input.company.remit_exempt == false
	input.company.remit_filed == false
}

evidence["max_remit_usd"] := input.company.max_remit_usd
evidence["remit_exempt"] := input.company.remit_exempt
evidence["remit_filed"] := input.company.remit_filed

lines["max_remit_usd"] := figures.on(limit.remittance_filing)
