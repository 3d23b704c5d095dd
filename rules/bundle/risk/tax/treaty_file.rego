# METADATA
# title: 按协定低税率扣缴，却没有留存资料
# description: 对外付款按协定的低税率扣缴，却没有取得信息报告表，或者没有归集留存资料。协定待遇是自行判断、申报享受、资料备查；拿不出资料就要补税。
# custom:
#   id: TAX-028
#   scope: company
#   severity: medium
#   theme: filing
#   basis_kind: law
#   basis:
#     - {source: G2019-35, article: 第三、五、七条(条号记忆)}
#   remedy:
#     - 补收信息报告表和居民身份证明
#     - 取得不了的，按国内法税率补扣
#   evidence: [信息报告表, 对方税收居民身份证明]
#   effort: {days: 10, source: house}
#   lifecycle: draft
#   en:
#     title: Treaty rate applied without the file behind it
#     why: Tax was withheld at a treaty rate, but the information form was not obtained or the file was not kept. Treaty relief is judged and claimed by yourselves, with papers ready for inspection; without them the difference is due.
#     remedy:
#       - Obtain the information form and the residence certificate
#       - Withhold the rest at the domestic rate where they cannot be had
#     evidence: [The information form, The payee's tax residence certificate]
package risk.tax.treaty_file

applies if input.company.treaty_claimed_payee

fires if input.company.treaty_file_kept == false

evidence["treaty_file_kept"] := input.company.treaty_file_kept
