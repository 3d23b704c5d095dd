# METADATA
# title: 以商务、旅游、留学名义派工
# description: 用商务、旅游或留学的名义组织人员出国务工，会被吊销对外劳务合作资格。弄虚作假骗取证件，用于组织偷越国（边）境的，适用刑法第三百一十九条。
# custom:
#   id: EMP-005
#   scope: company
#   severity: critical
#   theme: visa_status
#   basis_kind: law
#   basis:
#     - {source: S02, article: 第八、四十条}
#     - {source: S07, article: 第三百一十八条至第三百一十九条}
#     - {source: S04, article: 第七十三条}
#   remedy:
#     - 停止出行
#     - 改办工作类签证
#     - 请法务评估，并视情况向出入境大队说明
#   evidence: [签证页, 邀请函, 行程单]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Sending workers on a business, tourist or student pretext
#     why: People were sent abroad to work under the name of business, tourism or study. The licence for labour cooperation is withdrawn. Papers obtained by fraud and used to organise illegal border crossing fall under article 319 of the Criminal Law.
#     remedy:
#       - Stop the trips
#       - Apply for work visas instead
#       - Have a lawyer assess it and explain the matter to the exit-entry police where it is called for
#     evidence: [Visa pages, Invitation letters, Itineraries]
package risk.employee.pretext_visa

fires if input.company.pretext_visa_used

evidence["pretext_visa_used"] := input.company.pretext_visa_used
