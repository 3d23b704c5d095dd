# METADATA
# title: 收押金、担保或违规收费
# description: 用人单位不得扣押证件或要求担保。劳动合同人员按每人 500 至 2000 元罚款并退还，且不得收服务费；服务合同人员按价格法律法规处罚。
# custom:
#   id: EMP-010
#   scope: company
#   severity: high
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S01, article: 第九、八十四条}
#     - {source: S02, article: 第二十五、四十四条}
#   remedy:
#     - 全额退还
#     - 删除合同条款
#   evidence: [收据, 工资扣款单]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Deposits, guarantees or fees taken from workers
#     why: An employer may not hold papers or ask for guarantees. For employees the fine is CNY 500 to 2,000 a person and the money goes back; no service fee may be taken; workers under service contracts fall under price law.
#     remedy:
#       - Pay everything back
#       - Delete the contract clause
#     evidence: [Receipts, Payroll deductions]
package risk.employee.deposit

fires if input.company.deposit_taken

evidence["deposit_taken"] := input.company.deposit_taken
