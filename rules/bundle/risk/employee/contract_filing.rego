# METADATA
# title: 劳务合同和名单未备案，或未报使领馆
# description: 劳务合作合同订立后要在 10 个工作日内报商务局备案，人员出境后要报告当地使领馆。缺一样就提示；拒不改正的，罚 1 万至 2 万元。
# custom:
#   id: EMP-013
#   scope: company
#   severity: medium
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S02, article: 第十四、二十六、四十五条}
#   remedy:
#     - 补做备案
#     - 补报使领馆
#   evidence: [备案回执, 报告函]
#   effort: {days: 10, source: house}
#   lifecycle: stable
#   en:
#     title: Labour contracts or lists not filed, or the embassy not told
#     why: A labour-cooperation contract is filed with the commerce bureau within 10 working days, and the embassy or consulate is told once the people have left. One gap is enough; who refuses to correct it pays CNY 10,000 to 20,000.
#     remedy:
#       - File it late
#       - Report to the embassy or consulate late
#     evidence: [The filing receipt, The report letter]
package risk.employee.contract_filing

applies if input.company.labour_coop_licence

fires if input.company.filed_within_10wd == false
fires if input.company.embassy_informed == false

evidence["filed_within_10wd"] := input.company.filed_within_10wd
evidence["embassy_informed"] := input.company.embassy_informed
