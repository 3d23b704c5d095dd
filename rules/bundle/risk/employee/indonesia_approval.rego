# METADATA
# title: 印尼 RPTKA、DKP-TKA 或本地随同人员缺失
# description: 在印尼有人工作，RPTKA 批准、DKP-TKA 缴费、本地随同人员三样缺了至少一样。没有 RPTKA 的，按人按月罚 600 万至 3600 万盾；DKP-TKA 每人每月 100 美元；董事、监事、股东等有豁免。
# custom:
#   id: EMP-032
#   scope: company
#   severity: high
#   theme: visa_status
#   basis_kind: law
#   basis:
#     - {source: S51, article: ""}
#   remedy:
#     - 补办批准
#     - 补缴
#     - 指定随同人员，并留培训记录
#   evidence: [RPTKA 批件, 缴费单]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Indonesian RPTKA, levy or companion missing
#     why: Somebody works in Indonesia, and the RPTKA approval, the DKP-TKA levy or the local companion is missing. Without an RPTKA the fine is IDR 6 million to 36 million a person and month; the levy is USD 100 a person and month; directors, supervisors and shareholders are exempt.
#     remedy:
#       - Apply for the approval late
#       - Pay the levy late
#       - Assign companions and keep training records
#     evidence: [The RPTKA approval, Payment slips]
package risk.employee.indonesia_approval

applies if input.derived.indonesia_work_staff

fires if input.company.rptka == false
fires if input.company.dkp_paid == false
fires if input.company.companion == false

evidence["rptka"] := input.company.rptka
evidence["dkp_paid"] := input.company.dkp_paid
evidence["companion"] := input.company.companion
