# METADATA
# title: 未设境外安全机构或安全员
# description: 有人在境外，却没有任命境外安全负责人。承包工程的，必须有专门机构和人员并落实经费，否则罚 10 万至 20 万元；其他企业按条例第十八条第二款，根据需要设立。
# custom:
#   id: EMP-071
#   scope: company
#   severity: [high, medium]
#   theme: personal_safety
#   basis_kind: law
#   basis:
#     - {source: S03, article: 第十三、二十条}
#     - {source: S30, article: ""}
#     - {source: S33, article: 第十八条}
#   remedy:
#     - 任命负责人
#     - 写明 7×24 小时联络方式
#     - 加入使馆联络群
#   evidence: [任命文件]
#   effort: {days: 7, source: house}
#   lifecycle: stable
#   en:
#     title: No overseas security officer
#     why: People are abroad, and nobody was appointed for their security. A contractor must have a department, staff and budget for it, or pay CNY 100,000 to 200,000; other companies appoint somebody as needed (article 18(2) of the consular regulation).
#     remedy:
#       - Appoint a person in charge
#       - Name a contact that answers day and night
#       - Join the contact group of the embassy
#     evidence: [The appointment]
package risk.employee.security_officer

applies if input.derived.staff_abroad

fires if input.company.security_officer == false

severity := "high" if input.company.overseas_contractor

else := "medium"

evidence["security_officer"] := input.company.security_officer
evidence["overseas_contractor"] := input.company.overseas_contractor
