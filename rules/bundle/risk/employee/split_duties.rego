# METADATA
# title: 资金岗位未分离
# description: 制单、审批、复核、印鉴和 UKey 没有分给不同的人，或者没有每月对账。刑法处罚的是侵占和挪用本身，分岗和对账是防范办法。职务侵占最高判无期徒刑，挪用看是否超过 3 个月；境外子公司最常见。追诉起点 3 万元未核对原文，不能当作安全线。
# custom:
#   id: EMP-059
#   scope: company
#   severity: high
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S07, article: 第二百七十一、二百七十二条}
#     - {source: S45, article: ""}
#   remedy:
#     - 制单、审批、复核、印鉴四权分离
#     - UKey 分人保管
#     - 境外账户每月由第三方对账
#   evidence: [授权表, 对账单]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Duties over money not split
#     why: Preparing, approving and reviewing payments, seals and bank keys are not in different hands, or accounts are not reconciled each month. The law punishes embezzlement and misuse; split duties and reconciliation prevent them. Embezzlement carries up to life imprisonment, and misuse turns on three months; foreign subsidiaries see it most. The CNY 30,000 from which it is prosecuted is not checked and is no safe line.
#     remedy:
#       - Put preparing, approving, reviewing and the seals in four hands
#       - Have different people keep the bank keys
#       - Have a third party reconcile accounts abroad each month
#     evidence: [The table of authorities, Bank statements]
package risk.employee.split_duties

fires if input.company.duty_split == false
fires if input.company.monthly_recon == false

evidence["duty_split"] := input.company.duty_split
evidence["monthly_recon"] := input.company.monthly_recon
