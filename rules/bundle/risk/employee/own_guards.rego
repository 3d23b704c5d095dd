# METADATA
# title: 自招保安未备案，或保安无证
# description: 自己招用保安，没有在 30 日内报公安机关备案，或者有保安没有保安员证。备案是自行招用单位的义务。
# custom:
#   id: EMP-091
#   scope: company
#   severity: low
#   theme: personal_safety
#   basis_kind: law
#   basis:
#     - {source: S38, article: 第十四、十六条}
#   remedy:
#     - 向市公安局备案
#     - 组织考保安员证
#   evidence: [备案回执, 保安员证]
#   effort: {days: 20, source: house}
#   lifecycle: stable
#   en:
#     title: Own guards not filed or not certified
#     why: The company hires its own guards, and this was not filed with the police within 30 days, or a guard holds no certificate. Filing is the duty of whoever hires them.
#     remedy:
#       - File with the city police
#       - Have the guards take the examination
#     evidence: [The filing receipt, Guard certificates]
package risk.employee.own_guards

applies if input.company.self_guards

fires if input.company.guards_filed == false
fires if input.company.guards_certified == false

evidence["guards_filed"] := input.company.guards_filed
evidence["guards_certified"] := input.company.guards_certified
