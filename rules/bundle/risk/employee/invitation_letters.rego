# METADATA
# title: 邀请函不实或事由不符
# description: 给外国人开了来华邀请函，内容没有核实，或者来后干的事和邀请事由对不上。出具单位对真实性负责：个人罚 5 千至 1 万元，单位罚 1 万至 5 万元，还要承担被邀请人的出境费用。
# custom:
#   id: EMP-084
#   scope: company
#   severity: high
#   theme: visa_status
#   basis_kind: law
#   basis:
#     - {source: S04, article: 第十九、四十五、七十四条}
#   remedy:
#     - 建邀请函台账
#     - 登记来宾在华行程
#     - 发现异常马上报告
#   evidence: [邀请函台账]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Untrue invitation letters or another purpose
#     why: "Letters inviting foreigners to China were not checked, or the guests did something else than they were invited for. The writer answers for the truth: a person pays CNY 5,000 to 10,000, a company CNY 10,000 to 50,000 and the cost of the guest’s departure."
#     remedy:
#       - Keep a log of invitations
#       - Note what the guests do in China
#       - Report at once when something is odd
#     evidence: [The log of invitations]
package risk.employee.invitation_letters

applies if input.company.invites_foreigners

fires if input.company.invite_verified == false

evidence["invites_foreigners"] := input.company.invites_foreigners
evidence["invite_verified"] := input.company.invite_verified
