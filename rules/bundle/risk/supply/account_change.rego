# METADATA
# title: 换收款账户不打电话核实
# description: 更改收付款账户时，没有用早已留存的电话回拨、也没有双人复核，或者近 12 个月已经出过事。侵入邮箱改账号是外贸最常见的大额诈骗，2013 年 10 月至 2023 年 12 月全球记录的损失敞口约 555 亿美元。已经出过事的为严重。这是实务做法，不是法律规定。
# custom:
#   id: SCM-028
#   scope: company
#   severity: [critical, high]
#   theme: due_diligence
#   basis_kind: practice
#   basis:
#     - {source: IC3-BEC, article: ""}
#   remedy: [制度写明：邮件通知换账户一律不算数, 用已知电话或视频核实，再由两人签字, 合同写明账户只能用盖章的补充协议更改；被骗 24 小时内报警并请银行止付]
#   evidence: [账户变更审批单, 回拨记录]
#   effort: {days: 7, source: house}
#   lifecycle: stable
#   en:
#     title: Changed bank details not verified by phone
#     why: When bank details change, nobody calls back on a number already on file with a second person approving, or a case has already happened in the last 12 months. Changing the account in a hacked mailbox is the most common large fraud in foreign trade; about USD 55.5 billion of exposed loss was recorded worldwide from October 2013 to December 2023. After a case it is critical. This is practice, not law.
#     remedy:
#       - Rule that a change of account by e-mail never counts
#       - Verify by a known phone number or by video, then have two people sign
#       - Agree that accounts change only by a sealed supplement; after a fraud call the police and the bank within 24 hours
#     evidence: [Approvals of account changes, Call-back records]
package risk.supply.account_change

fires if input.company.bank_change_callback == false
fires if input.company.bank_change_incident_12m >= 1

severity := "critical" if input.company.bank_change_incident_12m >= 1

else := "high"

evidence["bank_change_callback"] := input.company.bank_change_callback
evidence["bank_change_incident_12m"] := input.company.bank_change_incident_12m
