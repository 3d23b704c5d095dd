# METADATA
# title: 贸易术语没有写全
# description: 外贸合同没有同时写明术语、具体地点和 Incoterms 2020 版本。少了地点或者版本，风险在哪里转移、费用由谁承担就会有争议。这是国际商会规则的通行写法，不是法律规定。
# custom:
#   id: SCM-018
#   scope: company
#   severity: medium
#   theme: due_diligence
#   basis_kind: practice
#   basis:
#     - {source: INCO2020, article: ""}
#   remedy: [把模板改成“FCA 宁波某码头 Incoterms 2020”这样的写法, 旧合同补一份确认函]
#   evidence: [合同样本 3 份]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Incoterm incomplete
#     why: "Contracts do not state all three: the rule, the named place and the version Incoterms 2020. Without place or version, where risk passes and who bears which cost is open to dispute. This follows the rules of the International Chamber of Commerce, not law."
#     remedy:
#       - Change the template to read like "FCA Ningbo Terminal X Incoterms 2020"
#       - Add a letter of confirmation to contracts in force
#     evidence: [Three sample contracts]
package risk.supply.incoterm_incomplete

fires if input.company.incoterm_complete == false

evidence["incoterm_complete"] := input.company.incoterm_complete
