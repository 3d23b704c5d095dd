# METADATA
# title: 股东借款跨年没还
# description: 个人投资者借公司的钱，到年度终了还没有归还，也没有用于生产经营。这笔钱视为对个人投资者的红利分配，按 20% 计征个人所得税。
# custom:
#   id: TAX-052
#   scope: company
#   severity: high
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: CS2003-158, article: 第二条}
#   remedy:
#     - 年末前归还，或依法分红并代扣个税
#     - 用于经营的，补充证据
#   evidence: [其他应收款明细, 借款协议]
#   deadline: {zh: 每年 12 月 31 日前归还, en: Pay back by 31 December each year, month_day: "12-31", missed: true}
#   effort: {days: 10, source: house}
#   lifecycle: draft
#   en:
#     title: Loans to shareholders still open at year end
#     why: Individual investors owe the company money at year end that was neither paid back nor used for the business. It is treated as a dividend to them and taxed at 20%.
#     remedy:
#       - Pay it back before year end, or distribute properly and withhold the tax
#       - Add proof where it was used for the business
#     evidence: [The ledger of other receivables, Loan agreements]
package risk.tax.shareholder_loan

fires if input.company.sh_loan > 0

evidence["sh_loan"] := input.company.sh_loan
