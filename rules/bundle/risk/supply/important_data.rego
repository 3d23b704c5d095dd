# METADATA
# title: 重要数据没有评估就出境
# description: 向境外提供了被告知或公布为重要数据的数据，却没有通过数据出境安全评估。没有被告知、也没有公布为重要数据的，不必按重要数据申报。
# custom:
#   id: SCM-068
#   scope: company
#   severity: critical
#   theme: trade_control
#   basis_kind: law
#   basis:
#     - {source: CAC-2024, article: 第2-8条}
#     - {source: PIPL-DSL, article: 数据安全法第31条}
#     - {source: NDSR, article: 第37条}
#   remedy: [停止出境, 通过省级网信办申报数据出境安全评估, 汽车等有行业目录的，逐项核对]
#   evidence: [识别结论, 评估批复]
#   effort: {days: 60, source: house}
#   effective_from: "2021-11-01"
#   lifecycle: stable
#   en:
#     title: Important data sent abroad without assessment
#     why: Data that you were told is important data, or that was published as such, goes abroad without a security assessment. Data that nobody has told you is important, and no list names, need not be declared as such.
#     remedy:
#       - Stop sending it
#       - Apply to the provincial cyberspace administration for a security assessment
#       - In sectors such as automobiles, check the sector catalogue
#     evidence: [The finding on what is important, The approval of the assessment]
package risk.supply.important_data

applies if input.company.important_data

fires if input.company.important_data_assessed == false

evidence["important_data"] := input.company.important_data
evidence["important_data_assessed"] := input.company.important_data_assessed
