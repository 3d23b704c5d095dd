# METADATA
# title: 易制毒化学品未许可备案、台账或年报缺失
# description: 购买、销售、运输没有许可或备案，或者没有按时年报，或者台账不足两年。两年台账只约束经营（销售）单位和第一类使用单位；其他购买单位看公安部令第 87 号，本站未核。没有许可备案的，没收并罚款，3 年不再受理；情节严重的，按刑法第三百五十条。
# custom:
#   id: EMP-089
#   scope: company
#   severity: high
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S35, article: 第十四至二十二、三十四、三十六、三十八条}
#     - {source: S07, article: 第三百五十条}
#   deadline: {zh: 每年 3 月 31 日前报上一年度, en: Report on last year by 31 March, month_day: "03-31"}
#   remedy:
#     - 补做备案
#     - 盘库
#     - 补报年报
#   evidence: [备案证明, 台账]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Drug precursors without permit, filing, ledger or yearly report
#     why: A purchase, sale or transport was not licensed or filed, the yearly report was not made, or the ledger goes back less than two years. Two years are asked of sellers and class-1 users only; for other buyers see Order 87 of the public security ministry, not checked here. Without permit or filing there is confiscation, a fine and no application for three years; grave cases fall under article 350 of the Criminal Law.
#     remedy:
#       - File late
#       - Count the stock
#       - Make up the yearly report
#     evidence: [Filing certificates, The ledger]
package risk.employee.precursors

import data.lib.figures
import data.risk.employee.figures as limit

applies if input.company.precursor

fires if input.company.precursor_filed == false
fires if input.company.annual_report == false
fires if short_ledger

short_ledger if {
	keeps_a_ledger
	input.company.ledger_years < figures.on(limit.precursor_ledger_years)
}

keeps_a_ledger if input.company.precursor_seller
keeps_a_ledger if input.company.class1_user

evidence["precursor_filed"] := input.company.precursor_filed
evidence["annual_report"] := input.company.annual_report
evidence["ledger_years"] := input.company.ledger_years

lines["ledger_years"] := figures.on(limit.precursor_ledger_years) if short_ledger
