# METADATA
# title: 涉嫌虚开专用发票达到刑事线
# description: 没有真实交易的专用发票，税额达到 10 万元就可以入罪；50 万元以上为数额较大，500 万元以上为数额巨大。单位犯罪，单位和责任人都要受罚。为虚增业绩、融资、贷款等，不以骗抵税款为目的且没有造成税款损失的，不以本罪论处；是不是这种情形，要由律师判断。
# custom:
#   id: TAX-048
#   scope: company
#   severity: critical
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: CL205, article: 第205条}
#     - {source: FS2024-4, article: 第十、十一条}
#   remedy:
#     - 停止抵扣，转出进项
#     - 聘请律师评估
#     - 补缴税款和滞纳金
#   evidence: [合同、货物、资金三流核对, 供应商尽调]
#   effort: {days: 30, source: house}
#   effective_from: "2024-03-20"
#   lifecycle: stable
#   en:
#     title: Suspected false VAT invoices at the criminal line
#     why: VAT on special invoices without a real transaction reaches CNY 100,000, from which it is a crime; from 500,000 the amount is large, from 5 million huge. Both the company and the people in charge are punished. Where the aim was to inflate results, raise funds or obtain loans, not to deduct tax, and no tax was lost, it is not this crime; a lawyer must judge whether that is so.
#     remedy:
#       - Stop deducting and reverse the input tax
#       - Have a lawyer assess it
#       - Pay the tax and the late fees
#     evidence:
#       - A check of contracts, goods and money against each other
#       - Checks on the suppliers
package risk.tax.false_invoices

import data.lib.figures
import data.risk.tax.figures as limit

fires if input.company.fraud_invoice_tax >= figures.on(limit.invoice_fraud_line)

evidence["fraud_invoice_tax"] := input.company.fraud_invoice_tax

lines["fraud_invoice_tax"] := figures.on(limit.invoice_fraud_line)
