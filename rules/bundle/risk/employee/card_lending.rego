# METADATA
# title: 出租、出借银行卡、电话卡或对公账户
# description: 公司或员工把对公账户、银行卡、电话卡、短信端口租借给别人。罚违法所得 1 至 10 倍，或者 20 万元以下，可以拘留；达到 3 张、3 次或 3 人以上，惩戒 2 至 3 年；情节严重的，构成帮信罪，判三年以下。
# custom:
#   id: EMP-064
#   scope: company
#   severity: critical
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S08, article: 第三十一、四十四条}
#     - {source: S09, article: 第三条}
#     - {source: S07, article: 第二百八十七条之二}
#   remedy:
#     - 马上停用、挂失
#     - 向公安说明情况
#     - 全员签承诺书
#   evidence: [账户清单, 员工承诺书]
#   effort: {days: 3, source: house}
#   lifecycle: stable
#   en:
#     title: Lending bank cards, SIM cards or company accounts
#     why: The company or its staff let others use company accounts, bank cards, SIM cards or SMS ports. The fine is one to ten times the gain, or up to CNY 200,000, with detention possible; from three cards, occasions or people on there are sanctions for two to three years; grave cases are a crime with up to three years in prison.
#     remedy:
#       - Block and report them at once
#       - Explain it to the police
#       - Have all staff sign an undertaking
#     evidence: [The list of accounts, Staff undertakings]
package risk.employee.card_lending

fires if input.company.card_lending

evidence["card_lending"] := input.company.card_lending
