# METADATA
# title: 公户转个人没有凭据
# description: 一个月里没有凭据转给个人的钱达到 50 万元。大额和可疑交易报送之后会与税务比对，牵出工资、分红的个人所得税。50 万元是预警线，不是法律规定；银行报送自然人境内转账的大额线也是 50 万元，但按当日单笔或累计计算，不按月。
# custom:
#   id: TAX-053
#   scope: company
#   severity: medium
#   theme: filing
#   basis_kind: house
#   basis:
#     - {source: PBOC3, article: 第五条}
#     - {source: IITL, article: 第9条}
#   remedy:
#     - 按性质补扣个人所得税
#     - 规范备用金与报销
#     - 停用个人卡中转
#   evidence: [银行流水, 报销与工资表]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Undocumented transfers to private accounts
#     why: In one month CNY 500,000 or more went to private accounts without papers. Reports of large and suspicious payments are compared with tax data, and income tax on pay or dividends comes up. 500,000 is a warning line, not law; banks report domestic transfers of individuals from the same amount, but by day, singly or in total, not by month.
#     remedy:
#       - Withhold the income tax by what each payment was
#       - Put petty cash and expenses in order
#       - Stop passing money through private cards
#     evidence: [Bank statements, Expense claims and payroll]
package risk.tax.private_transfers

import data.lib.figures
import data.risk.tax.figures as limit

fires if input.company.pub2priv >= figures.on(limit.private_transfers)

evidence["pub2priv"] := input.company.pub2priv

lines["pub2priv"] := figures.on(limit.private_transfers)
