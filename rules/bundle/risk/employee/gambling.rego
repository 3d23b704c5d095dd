# METADATA
# title: 涉赌、涉黄的境外业务或岗位
# description: 境外客户或岗位涉及博彩、色情。对外劳务企业会被吊销经营资格；组织中国公民去境外赌博、数额巨大的，按开设赌场罪处罚（刑法第三百零三条第三款）。
# custom:
#   id: EMP-066
#   scope: company
#   severity: critical
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S02, article: 第十一、四十条}
#     - {source: S07, article: 第三百零三条}
#   remedy:
#     - 终止这项业务
#     - 撤回人员
#   evidence: [合同, 客户背景资料]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Gambling or sex-industry business or jobs abroad
#     why: A customer or job abroad has to do with gambling or the sex industry. A labour-cooperation company loses its licence; to organise Chinese citizens for gambling abroad in very large amounts is punished like running a casino (article 303(3) of the Criminal Law).
#     remedy:
#       - End the business
#       - Bring the people home
#     evidence: [Contracts, What is known of the customers]
package risk.employee.gambling

fires if input.company.gambling_link

evidence["gambling_link"] := input.company.gambling_link
