# METADATA
# title: 治安保卫重点单位职责未落实
# description: 被确定为治安保卫重点单位，机构和人员没有报公安备案，或者没有预案和定期演练，或者重要部位技防不到位。预案要在公安机关指导下制定，并定期演练。
# custom:
#   id: EMP-086
#   scope: company
#   severity: high
#   theme: personal_safety
#   basis_kind: law
#   basis:
#     - {source: S10, article: 第六、十三至十五、十九条}
#   remedy:
#     - 向属地派出所备案
#     - 完善技防设施
#     - 组织演练
#   evidence: [备案回执, 演练照片]
#   effort: {days: 30, source: house}
#   lifecycle: stable
#   en:
#     title: Key security unit with duties unmet
#     why: The company is a key unit for internal security, and its department and staff are not filed with the police, there is no plan with regular drills, or important places lack technical protection. The plan is made under guidance of the police and drilled regularly.
#     remedy:
#       - File with the local police station
#       - Complete the technical protection
#       - Hold a drill
#     evidence: [The filing receipt, Photos of drills]
package risk.employee.key_unit

applies if input.company.key_unit

fires if input.company.key_filed == false
fires if input.company.key_plan_drilled == false
fires if input.company.tech_protection == false

evidence["key_filed"] := input.company.key_filed
evidence["key_plan_drilled"] := input.company.key_plan_drilled
evidence["tech_protection"] := input.company.tech_protection
