# METADATA
# title: 外派人员情况没有报送
# description: 由境外单位支付工资等情形，派出单位没有在次年 2 月 28 日前报送外派人员情况。这是派出单位的法定报送义务；缺了它，员工境外所得没申报也会跟着暴露。
# custom:
#   id: TAX-060
#   scope: company
#   severity: low
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: G2020-3, article: 第十一条(条号记忆)}
#   remedy:
#     - 补报，并建立外派台账
#   evidence: [报送回执, 外派名册]
#   deadline: {zh: 次年 2 月 28 日前, en: By 28 February of the following year, month_day: "02-28", missed: true}
#   effort: {days: 5, source: house}
#   lifecycle: stable
#   en:
#     title: Report on assigned staff not sent
#     why: Staff abroad are paid by an entity abroad or the like, and you, who sent them, did not report them by 28 February of the following year. The law puts this report on the employer; where it is missing, income abroad that staff did not declare comes to light as well.
#     remedy:
#       - Report now and keep a register of assignees
#     evidence: [The receipt of the report, The list of assignees]
package risk.tax.assignee_report

applies if input.company.expat_n > 0

fires if input.company.posted_staff_report_filed == false

evidence["expat_n"] := input.company.expat_n
evidence["posted_staff_report_filed"] := input.company.posted_staff_report_filed
