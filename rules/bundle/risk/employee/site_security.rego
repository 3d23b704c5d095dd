# METADATA
# title: 内部治安保卫制度或人员缺失
# description: 没有门卫巡查、现金票据印鉴、发案报告等内部治安制度，或者没有治安保卫人员。先警告、责令整改；逾期不改、造成危险的，罚 1 万至 10 万元，责任人罚 500 至 5000 元。
# custom:
#   id: EMP-085
#   scope: company
#   severity: medium
#   theme: personal_safety
#   basis_kind: law
#   basis:
#     - {source: S10, article: 第五至九、十一、十九条}
#   remedy:
#     - 补齐制度
#     - 指定保卫人员
#     - 建隐患台账
#   evidence: [制度, 值班记录]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Internal security rules or staff missing
#     why: There are no rules for gates and patrols, cash, bills and seals, and incident reports, or no security staff. A warning and an order to correct come first; later, where danger follows, the fine is CNY 10,000 to 100,000, and CNY 500 to 5,000 for the person responsible.
#     remedy:
#       - Complete the rules
#       - Appoint security staff
#       - Keep a log of hazards
#     evidence: [The rules, Duty records]
package risk.employee.site_security

fires if input.company.security_rules == false
fires if input.company.security_staff == false

evidence["security_rules"] := input.company.security_rules
evidence["security_staff"] := input.company.security_staff
