# METADATA
# title: 第三方安装团队的合同链不清
# description: 派到境外的团队里有第三方的人，境外项目方、国内用工单位、保险方谁负什么责，没有书面写清。境外出了事故，就会为谁负责扯皮；承包工程项下，还必须直接签劳动合同。
# custom:
#   id: EMP-095
#   scope: company
#   severity: medium
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S03, article: 第十二条}
#     - {source: S02, article: 第二十一至二十三条}
#   remedy:
#     - 签三方协议
#     - 写清工伤和返程由谁负责
#   evidence: [三方协议]
#   effort: {days: 15, source: house}
#   lifecycle: stable
#   en:
#     title: Unclear employer chain of third-party teams
#     why: People of third parties work abroad for you, and it is not in writing what the client there, the employer in China and the insurer each answer for. After an accident it is disputed who is responsible; under a works contract the labour contract must be signed directly.
#     remedy:
#       - Sign a three-party agreement
#       - Say in it who pays for injuries and the way home
#     evidence: [The three-party agreement]
package risk.employee.employer_chain

fires if input.company.chain_clear == false

evidence["chain_clear"] := input.company.chain_clear
