# METADATA
# title: 核心涉密岗位未签保密协议
# description: 能接触核心商业秘密的人，没有签保密协议。没有保密措施，出了事很难认定那是商业秘密，也就很难追责。
# custom:
#   id: EMP-050
#   scope: employee
#   severity: high
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S01, article: 第二十三条}
#     - {source: S28, article: 第十条（2019 年文本为第九条）}
#     - {source: S29, article: ""}
#   remedy:
#     - 补签保密协议
#     - 列出涉密岗位清单，入岗就签
#   evidence: [保密协议]
#   effort: {days: 7, source: house}
#   lifecycle: stable
#   en:
#     title: Access to core secrets without a confidentiality agreement
#     why: The person has access to core trade secrets and signed no confidentiality agreement. Without measures to keep it secret, it is hard to prove that something was a trade secret at all, and to hold anybody to account.
#     remedy:
#       - Sign the agreement now
#       - List the posts with access and sign on entry
#     evidence: [The confidentiality agreement]
package risk.employee.core_secrets

applies if input.employee.secret_access == "core"

fires if input.employee.nda_signed == false

evidence["secret_access"] := input.employee.secret_access
evidence["nda_signed"] := input.employee.nda_signed
